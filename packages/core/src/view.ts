import type { Execution } from '@tracker/state';
import { deepFreeze } from './deep-freeze.js';
import { toPhaseStats } from './phase-tally.js';
import type { ExecutionRecord } from './record.js';

/** The discriminated, frozen view of a record that readers get: each state with its own fields only. */
export function toExecution(record: ExecutionRecord): Execution {
  const {
    owner,
    phases: tally,
    startedAt,
    runningAt,
    hold,
    endedAt,
    cause,
    outcome,
    delivery,
    ...rest
  } = record;
  const always = { ...rest, phases: toPhaseStats(tally) };
  switch (record.state) {
    case 'pending':
      return deepFreeze(always) as Execution;
    case 'starting':
      return deepFreeze({ ...always, owner, startedAt }) as Execution;
    case 'running':
      return deepFreeze({ ...always, owner, startedAt, runningAt, hold }) as Execution;
    case 'completing':
      return deepFreeze({ ...always, owner, startedAt, runningAt }) as Execution;
    default:
      return deepFreeze({
        ...always,
        owner,
        startedAt,
        runningAt,
        endedAt,
        cause,
        outcome,
        delivery,
      }) as Execution;
  }
}
