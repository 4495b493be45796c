import {
  TimeoutClock,
  type ExecutionLimits,
  type HistoryEventOf,
  type TimeoutCause,
} from '@tracker/state';
import type { ViolationCode } from './checks.js';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** How a clock stood: since when it had run, or why it did not run. */
type Reading = { readonly runsFrom: number } | { readonly stopped: string };

interface JudgedClock {
  readonly code: ViolationCode;
  /** The limit it must have reached, and under which it was created. */
  readonly limit: keyof ExecutionLimits;
  read(before: Rebuilt): Reading;
}

const NEVER_RAN: Reading = { stopped: 'the execution had never run' };
const ON_HOLD: Reading = { stopped: 'the execution was on hold' };

const CLOCKS: Partial<Record<TimeoutClock, JudgedClock>> = {
  [TimeoutClock.START]: {
    code: 'start_clock_unfounded',
    limit: 'startTimeoutMs',
    read: ({ runningAt, createdAt }) =>
      runningAt === null ? { runsFrom: createdAt } : { stopped: `it had run since ${runningAt}` },
  },
  [TimeoutClock.EXECUTION]: {
    code: 'execution_clock_unfounded',
    limit: 'executionTimeoutMs',
    read({ runningAt, hold, heldMs }) {
      if (runningAt === null) return NEVER_RAN;
      return hold ? ON_HOLD : { runsFrom: runningAt + heldMs };
    },
  },
  [TimeoutClock.IDLE]: {
    code: 'idle_clock_unfounded',
    limit: 'idleTimeoutMs',
    read({ runningAt, hold, progressAt }) {
      if (runningAt === null) return NEVER_RAN;
      return hold ? ON_HOLD : { runsFrom: progressAt };
    },
  },
};

function clockRules(
  { code, limit, read }: JudgedClock,
  before: Rebuilt,
  event: HistoryEventOf<'ended'>,
): readonly Contradiction[] {
  const reading = read(before);
  if ('stopped' in reading) {
    return when(true, code, () => [reading.stopped, `${said(event)} says its clock ran out`]);
  }
  const limitMs = before.limits[limit];
  const ran = event.at - reading.runsFrom;
  return when(ran < limitMs, code, () => [
    `${limit} is ${limitMs} and the history accounts for ${ran} ms, holds not counted`,
    `${said(event)} says that the clock ran out`,
  ]);
}

function holdRules({ hold }: Rebuilt, event: HistoryEventOf<'ended'>): readonly Contradiction[] {
  return when(hold === null || event.at < hold.deadline, 'hold_clock_unfounded', () => [
    hold ? `the hold may last until ${hold.deadline}` : 'the history has no hold at that time',
    `${said(event)} says that the hold ran out`,
  ]);
}

/** The clock that is said to have run out did run, and for as long as its limit. */
export function timeoutRules(
  before: Rebuilt,
  event: HistoryEventOf<'ended'>,
  cause: TimeoutCause,
): readonly Contradiction[] {
  if (cause.clock === TimeoutClock.HOLD) return holdRules(before, event);
  const clock = CLOCKS[cause.clock];
  // the limit of a guarded operation is the guard's own; the history has nothing to hold against it
  if (!clock) return [];
  const limitMs = before.limits[clock.limit];
  return [
    ...clockRules(clock, before, event),
    ...when(cause.limitMs !== limitMs, 'limit_changed', () => [
      `it was created with ${clock.limit} ${limitMs}`,
      `${said(event)} names the limit ${cause.limitMs}`,
    ]),
  ];
}
