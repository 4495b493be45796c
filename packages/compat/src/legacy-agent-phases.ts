import type { AgentExecutionTracker } from '@tracker/core';
import {
  AgentExecutionPhase,
  isActive,
  isTerminal,
  stateOfPhase,
  type Execution,
} from '@tracker/state';
import { MAX_ANNOUNCED, type AgentNote } from './legacy-agent-note.js';
import { accepted } from './legacy-errors.js';
import { tellPhase, type PhaseNotifier } from './legacy-phase-events.js';

/** A phase that a caller announces. */
export interface Announcement {
  readonly phase: AgentExecutionPhase;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly notifier: PhaseNotifier | undefined;
  readonly now: number;
}

/** The phases that older code announces after the state has moved past them already. */
const OPENING: readonly AgentExecutionPhase[] = [
  'created',
  'websocket_setup',
  'context_validation',
  'starting',
];

/**
 * Whether the announcement comes after the fact: the state was moved by name, which entered a later phase, and the
 * phases on the way are announced only now. Each can be so announced once.
 */
export function isAfterTheFact(execution: Execution, note: AgentNote, phase: AgentExecutionPhase) {
  if (!isActive(execution.state)) return false;
  if (note.announced.some(({ toPhase }) => OPENING.indexOf(toPhase) >= OPENING.indexOf(phase)))
    return false;
  const at = OPENING.indexOf(execution.phase);
  const now = at < 0 ? OPENING.length : at;
  const said = OPENING.indexOf(phase);
  return said >= 0 ? said <= now : phase === execution.phase && note.announced.length === 0;
}

/**
 * Enters the phase as far as it can be entered without an answer. A phase that ends badly ends the execution, for
 * its user is told so; `completed` waits in `completing` for the answer.
 */
export function enter(
  tracker: AgentExecutionTracker,
  execution: Execution,
  { phase, metadata }: Pick<Announcement, 'phase' | 'metadata'>,
): Promise<boolean> {
  const { id } = execution;
  const error = metadata['error'] ?? `Agent execution ended in phase ${phase}`;
  return accepted(async () => {
    switch (phase) {
      case AgentExecutionPhase.COMPLETED:
        return execution.phase === AgentExecutionPhase.COMPLETING
          ? undefined
          : tracker.enterPhase(id, phase);
      case AgentExecutionPhase.TIMEOUT: {
        const limitMs = execution.limits.executionTimeoutMs;
        return tracker.updateExecutionState(id, 'timeout', { operation: 'execution', limitMs });
      }
      case AgentExecutionPhase.FAILED:
      case AgentExecutionPhase.CIRCUIT_BREAKER_OPEN:
        return tracker.failExecution(id, { error });
      default:
        return tracker.enterPhase(id, phase);
    }
  });
}

/** Tells the user's client of an entered phase, and writes the announcement down. */
export async function announce(
  execution: Execution,
  note: AgentNote,
  { phase, metadata, notifier, now }: Announcement,
): Promise<void> {
  const previous = note.announced.at(-1);
  const since = previous?.timestamp.getTime() ?? execution.createdAt;
  note.announcedCount += 1;
  const told = await tell(notifier, {
    phase,
    runId: execution.threadId,
    agentName: execution.agentName,
    step: note.announcedCount,
    totalDurationMs: now - execution.createdAt,
    warnings: note.warningCount,
    metadata,
    executionMetadata: { ...execution.metadata, ...note.metadata },
  });
  note.announced.push({
    fromPhase: previous?.toPhase ?? AgentExecutionPhase.CREATED,
    toPhase: phase,
    timestamp: new Date(now),
    durationMs: now - since,
    metadata: { ...metadata },
    websocketEventSent: told,
  });
  if (note.announced.length > MAX_ANNOUNCED) note.announced.shift();
  const state = stateOfPhase(phase);
  if (isTerminal(state) && phase !== AgentExecutionPhase.COMPLETED) note.endedByPhase = state;
}

async function tell(notifier: PhaseNotifier | undefined, news: Parameters<typeof tellPhase>[1]) {
  return notifier === undefined ? false : tellPhase(notifier, news);
}
