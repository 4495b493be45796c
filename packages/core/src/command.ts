import type {
  ActiveState,
  AgentExecutionPhase,
  Cause,
  ExecutionLimits,
  LivenessMode,
  Outcome,
  TerminalState,
} from '@tracker/state';
import type { Metadata } from './record.js';

/** What a new execution is born with. */
export interface Birth {
  readonly executionId: string;
  readonly userId: string;
  readonly threadId: string;
  readonly runId: string;
  readonly agentName: string;
  readonly attempt: number;
  readonly retryOf: string | null;
  readonly liveness: LivenessMode;
  readonly limits: ExecutionLimits;
  readonly metadata: Metadata;
}

/** How an execution ends: state, cause and what the user sees belong together. */
export interface Ending {
  readonly to: TerminalState;
  readonly cause: Cause;
  readonly outcome: Outcome;
  /** The phase the end enters, when it is not the state's own. */
  readonly phase?: AgentExecutionPhase;
}

/** Everything that can be asked of an execution that exists. */
export type Command =
  | { readonly type: 'advance'; readonly to: ActiveState; readonly owner: string | null }
  /** `owner` drives the execution from now on, should the phase begin the work. */
  | {
      readonly type: 'enter_phase';
      readonly phase: AgentExecutionPhase;
      readonly owner?: string;
    }
  /** Takes on an execution that was created for whoever comes first, and begins the work. */
  | { readonly type: 'claim'; readonly owner: string }
  | { readonly type: 'progress'; readonly note: string | null; readonly percent: number | null }
  | { readonly type: 'hold'; readonly reason: string; readonly timeoutMs: number | null }
  | { readonly type: 'resume' }
  | { readonly type: 'request_cancel'; readonly reason: string | null }
  | { readonly type: 'acknowledge_cancel' }
  | { readonly type: 'end'; readonly ending: Ending }
  | { readonly type: 'acknowledge'; readonly by: string | null }
  /** Nothing but what the clocks say. */
  | { readonly type: 'settle' };
