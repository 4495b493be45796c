import { EXECUTION_STATES, isActive, type ExecutionState } from '@tracker/state';
import { isOverdue, isUndelivered } from './delivery.js';
import type { ExecutionRecord } from './record.js';

/** As what an execution counts. There are few, so that executions share them and one is known by its identity. */
export interface Standing {
  readonly state: ExecutionState;
  /** The state's place in the order of the states. */
  readonly place: number;
  readonly isActive: boolean;
  readonly undelivered: number;
  readonly overdue: number;
}

type Standings = Readonly<Record<'heard' | 'waiting' | 'late', Standing>>;

const STANDINGS: ReadonlyMap<ExecutionState, Standings> = new Map(
  EXECUTION_STATES.map((state, place) => {
    const common = { state, place, isActive: isActive(state) };
    const standings = {
      heard: { ...common, undelivered: 0, overdue: 0 },
      waiting: { ...common, undelivered: 1, overdue: 0 },
      late: { ...common, undelivered: 1, overdue: 1 },
    };
    return [state, standings];
  }),
);

/** As what a record counts. */
export function standingOf(record: ExecutionRecord): Standing {
  const standings = STANDINGS.get(record.state) as Standings;
  if (!isUndelivered(record)) return standings.heard;
  return isOverdue(record) ? standings.late : standings.waiting;
}
