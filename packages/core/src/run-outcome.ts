import type {
  CancellationCause,
  DeathCause,
  FailureCause,
  JsonValue,
  TimeoutCause,
} from '@tracker/state';
import type { ExecutionRecord } from './record.js';

interface Unhappy<S extends string, C> {
  readonly executionId: string;
  readonly state: S;
  readonly cause: C;
  /** What the user reads. */
  readonly message: string;
}

/** How a run ended. `run` never rejects for the agent's sake. */
export type RunOutcome =
  | {
      readonly executionId: string;
      readonly state: 'completed';
      /** Undefined when a tool has delivered the answer. */
      readonly answer: JsonValue | undefined;
      readonly deliveredBy: string | undefined;
    }
  | Unhappy<'failed', FailureCause>
  | Unhappy<'timeout', TimeoutCause>
  | Unhappy<'dead', DeathCause>
  | Unhappy<'cancelled', CancellationCause>;

/** The outcome of a record that has ended. */
export function toRunOutcome({ id, state, cause, outcome }: ExecutionRecord): RunOutcome {
  if (outcome?.kind === 'error') {
    return { executionId: id, state, cause, message: outcome.message } as RunOutcome;
  }
  return {
    executionId: id,
    state: 'completed',
    answer: outcome?.kind === 'answer' ? outcome.answer : undefined,
    deliveredBy: outcome?.kind === 'delivered' ? outcome.by : undefined,
  };
}
