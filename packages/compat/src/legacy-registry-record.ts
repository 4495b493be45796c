import { type Execution } from '@tracker/state';
import { LEGACY_REGISTRY_STATES, type RegistryState } from './legacy-registry-states.js';
import { SideTable } from './legacy-side-table.js';

/** How far a run is. */
export interface RegistryProgress {
  readonly stage: string;
  /** From 0 to 1. */
  readonly percentage: number;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly toolExecutions: readonly unknown[];
}

/** What the registry remembers of a run beside its state. */
export interface RegistryNote {
  /** The attempt that stands for the run now; undefined for its first. */
  current: string | undefined;
  error: string | null;
  heartbeatAt: number | null;
  timeoutAt: number | null;
  isTimeoutTold: boolean;
  isExpired: boolean;
  updatedAt: number;
  progress: RegistryProgress | null;
  recoveryActions: string[];
  retryCount: number;
}

export const REGISTRY_NOTES = new SideTable<RegistryNote>(() => ({
  current: undefined,
  error: null,
  heartbeatAt: null,
  timeoutAt: null,
  isTimeoutTold: false,
  isExpired: false,
  updatedAt: 0,
  progress: null,
  recoveryActions: [],
  retryCount: 0,
}));

/** A run as the registry showed it; a picture of the moment it was taken, frozen. */
export interface RegistryRecord {
  /** The id the run was registered under, whichever attempt it has come to. */
  readonly executionId: string;
  readonly runId: string;
  readonly agentName: string;
  readonly state: RegistryState;
  readonly context: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly heartbeatAt: Date | null;
  readonly timeoutAt: Date | null;
  readonly progress: RegistryProgress | null;
  readonly error: string | null;
  readonly recoveryActions: readonly string[];
  readonly retryCount: number;
}

const dateOf = (at: number | null) => (at === null ? null : new Date(at));

/** The word of the registry for an execution: a further attempt that has only begun is recovering. */
export function registryStateOf({ state, attempt }: Execution): RegistryState {
  const isNext = attempt > 1 && state === 'starting';
  return LEGACY_REGISTRY_STATES.from(isNext ? { state, attempt: 'next' } : state);
}

/** Draws a run from its first attempt and the one it has come to. */
export function toRegistryRecord(
  first: Execution,
  current: Execution,
  note: RegistryNote,
): RegistryRecord {
  const endedAt = 'endedAt' in current ? current.endedAt : 0;
  return Object.freeze({
    executionId: first.id,
    runId: first.runId,
    agentName: first.agentName,
    state: registryStateOf(current),
    context: first.metadata,
    createdAt: new Date(first.createdAt),
    updatedAt: new Date(Math.max(first.createdAt, note.updatedAt, endedAt)),
    heartbeatAt: dateOf(note.heartbeatAt),
    timeoutAt: dateOf(note.timeoutAt),
    progress: note.progress,
    error: note.error ?? errorOf(current),
    recoveryActions: Object.freeze([...note.recoveryActions]),
    retryCount: note.retryCount,
  });
}

function errorOf(execution: Execution): string | null {
  if (!('outcome' in execution) || execution.outcome.kind !== 'error') return null;
  const detail = execution.cause.kind === 'failure' ? execution.cause.detail : undefined;
  return detail ?? execution.outcome.message;
}
