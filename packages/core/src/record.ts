import type {
  AgentExecutionPhase,
  CancelRequest,
  Cause,
  Delivery,
  ExecutionLimits,
  ExecutionState,
  Hold,
  JsonValue,
  LivenessMode,
  Outcome,
} from '@tracker/state';
import type { PhaseTally } from './phase-tally.js';

/** What callers attach to an execution; JSON, frozen. */
export type Metadata = Readonly<Record<string, JsonValue>>;

/**
 * An execution as the writer and the stores hold it: one flat shape for every state, never changed in place,
 * always equal to the fold of its history. Readers get the discriminated view of it (`Execution`).
 */
export interface ExecutionRecord {
  readonly id: string;
  readonly userId: string;
  readonly threadId: string;
  readonly runId: string;
  readonly agentName: string;
  readonly attempt: number;
  readonly retryOf: string | null;
  readonly liveness: LivenessMode;
  readonly limits: Readonly<ExecutionLimits>;
  readonly metadata: Metadata;
  readonly createdAt: number;
  /** The instant by which it has ended, whatever happens. */
  readonly endsBy: number;
  /** The number of facts in its history; what compare-and-set compares. */
  readonly version: number;
  readonly updatedAt: number;
  readonly state: ExecutionState;
  readonly phase: AgentExecutionPhase;
  readonly phaseEnteredAt: number;
  readonly phases: PhaseTally;
  readonly progressAt: number;
  readonly progress: { readonly note: string | null; readonly percent: number | null } | null;
  readonly owner: string | null;
  readonly startedAt: number | null;
  readonly runningAt: number | null;
  readonly hold: Readonly<Hold> | null;
  readonly heldMs: number;
  readonly cancel: Readonly<CancelRequest> | null;
  readonly endedAt: number | null;
  readonly cause: Cause | null;
  readonly outcome: Outcome | null;
  readonly delivery: Readonly<Delivery> | null;
}

/** A record under construction; only `fold.ts` writes to one. */
export type DraftRecord = { -readonly [K in keyof ExecutionRecord]: ExecutionRecord[K] };

/**
 * A copy to write to. Field by field, in the order in which a record is born: engines copy that twice as fast as
 * a spread of so many fields, and this is done for every command.
 */
export function toDraft(record: ExecutionRecord): DraftRecord {
  return {
    id: record.id,
    userId: record.userId,
    threadId: record.threadId,
    runId: record.runId,
    agentName: record.agentName,
    attempt: record.attempt,
    retryOf: record.retryOf,
    liveness: record.liveness,
    limits: record.limits,
    metadata: record.metadata,
    createdAt: record.createdAt,
    endsBy: record.endsBy,
    version: record.version,
    updatedAt: record.updatedAt,
    state: record.state,
    phase: record.phase,
    phaseEnteredAt: record.phaseEnteredAt,
    phases: record.phases,
    progressAt: record.progressAt,
    progress: record.progress,
    owner: record.owner,
    startedAt: record.startedAt,
    runningAt: record.runningAt,
    hold: record.hold,
    heldMs: record.heldMs,
    cancel: record.cancel,
    endedAt: record.endedAt,
    cause: record.cause,
    outcome: record.outcome,
    delivery: record.delivery,
  };
}
