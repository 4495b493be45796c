import {
  ExecutionState,
  describeGiven,
  isActive,
  parseAgentExecutionPhase,
  parseExecutionState,
  type AgentExecutionPhase,
} from '@tracker/state';
import { ValueError } from './legacy-errors.js';
import type { PhaseNotifier } from './legacy-phase-events.js';
import { timeoutConfig, type TimeoutConfig } from './legacy-timeout-config.js';

/** What `createExecution` is given; seconds, as ever. */
export interface AgentCreateInput {
  readonly agentName: string;
  readonly threadId: string;
  readonly userId: string;
  /** Default: the tracker's. */
  readonly timeoutSeconds?: number | null;
  readonly metadata?: Record<string, unknown> | null;
}

/** What `createExecutionWithFullContext` is given besides the name and the user's context; seconds. */
export interface FullContextInput {
  readonly agentName: string;
  readonly userContext: {
    readonly userId?: string;
    readonly threadId?: string;
    readonly metadata?: Record<string, unknown>;
  };
  readonly timeoutConfig?: {
    readonly timeoutSeconds?: number;
    readonly llmTimeout?: number;
    readonly failureThreshold?: number;
    readonly recoveryTimeout?: number;
    readonly successThreshold?: number;
    readonly maxRetries?: number;
  };
  /** The name of an active state, in upper case. Default `PENDING`. */
  readonly initialState?: string;
}

/** What goes with a phase. */
export interface TransitionInput {
  readonly metadata?: Record<string, unknown>;
  readonly websocketManager?: PhaseNotifier;
}

/** The state that was given, by value; the words of the error are those that older code looks for. */
export function readState(given: unknown): ExecutionState {
  try {
    return parseExecutionState(given);
  } catch (cause) {
    const isDictionary = typeof given === 'object' && given !== null && !Array.isArray(given);
    const message = isDictionary
      ? `Dict object passed as ExecutionState: ${describeGiven(given)}. Use ExecutionState.COMPLETED, ExecutionState.FAILED, …`
      : `Expected ExecutionState enum, got ${describeGiven(given)}`;
    throw isDictionary ? new ValueError(message, { cause }) : new TypeError(message, { cause });
  }
}

/** The phase that was given, by value. */
export function readPhase(given: unknown): AgentExecutionPhase {
  try {
    return parseAgentExecutionPhase(given);
  } catch (cause) {
    throw new TypeError(`Expected AgentExecutionPhase, got ${describeGiven(given)}`, { cause });
  }
}

/** The state an execution is to begin in; undefined for `pending`. Nothing is born ended. */
export function startingState(name = 'PENDING'): ExecutionState | undefined {
  const state = (ExecutionState as Readonly<Record<string, ExecutionState>>)[name];
  if (state === undefined || state === ExecutionState.PENDING) return undefined;
  if (isActive(state)) return state;
  throw new ValueError(
    `initialState ${name} would create an execution that has ended; create it, then end it.`,
    { details: { initialState: name } },
  );
}

/** The configuration of whoever names its parts as the full context did; what is left out is 25 and 15 seconds. */
export function configOf(given: NonNullable<FullContextInput['timeoutConfig']>): TimeoutConfig {
  const { timeoutSeconds, llmTimeout, ...rest } = given;
  return timeoutConfig({
    ...rest,
    agentExecutionTimeout: timeoutSeconds ?? 25,
    llmApiTimeout: llmTimeout ?? 15,
  });
}
