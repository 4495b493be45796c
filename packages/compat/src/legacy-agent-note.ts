import type { AgentExecutionPhase, TerminalState } from '@tracker/state';
import { LegacyBreaker } from './legacy-breaker.js';
import { SideTable } from './legacy-side-table.js';
import type { TimeoutConfig } from './legacy-timeout-config.js';

/** A phase that was announced through the older name; at most `MAX_ANNOUNCED` are kept. */
export interface PhaseTransition {
  readonly fromPhase: AgentExecutionPhase;
  readonly toPhase: AgentExecutionPhase;
  readonly timestamp: Date;
  /** How long the phase that was left had lasted. */
  readonly durationMs: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly websocketEventSent: boolean;
}

/** Announcements kept of one execution; of more, the oldest are forgotten. */
export const MAX_ANNOUNCED = 1_000;

/** What callers of the nine-state tracker said about an execution beside its state. */
export interface AgentNote {
  timeoutSeconds: number | undefined;
  timeoutConfig: TimeoutConfig | null;
  /** Merged over the metadata the execution was created with. */
  metadata: Record<string, unknown>;
  warningCount: number;
  errorCount: number;
  /** What was said before the end; an end without a result of its own takes it as its answer. */
  result: unknown;
  error: string | null;
  /** When a caller last did something to it, epoch milliseconds; 0 for never. */
  touchedAt: number;
  announced: PhaseTransition[];
  announcedCount: number;
  /** The end that announcing a phase has brought, until somebody asks for that end. */
  endedByPhase: TerminalState | undefined;
  readonly breaker: LegacyBreaker;
  isCleanedUp: boolean;
}

export const AGENT_NOTES = new SideTable<AgentNote>(() => ({
  timeoutSeconds: undefined,
  timeoutConfig: null,
  metadata: {},
  warningCount: 0,
  errorCount: 0,
  result: undefined,
  error: null,
  touchedAt: 0,
  announced: [],
  announcedCount: 0,
  endedByPhase: undefined,
  breaker: new LegacyBreaker(),
  isCleanedUp: false,
}));
