import { FailureCode } from './cause.js';
import { outOfOrder, unless, type Contradiction } from './contradiction.js';
import type { Execution } from './execution-shape.js';
import type { ExecutionState } from './execution-state.js';
import { AgentExecutionPhase } from './phase.js';
import { stateOfPhase } from './phase-state.js';

/** Instants in the order in which they must have happened, as far as they have. */
const CHRONOLOGIES = [
  ['createdAt', 'startedAt', 'runningAt', 'endedAt', 'updatedAt'],
  ['createdAt', 'phaseEnteredAt', 'updatedAt'],
  ['createdAt', 'progressAt', 'updatedAt'],
  ['createdAt', 'endsBy'],
  ['runningAt', 'hold.since', 'updatedAt'],
  ['hold.since', 'hold.deadline'],
  ['createdAt', 'cancel.requestedAt', 'cancel.deadline'],
  ['cancel.requestedAt', 'cancel.acknowledgedAt', 'updatedAt'],
  ['cause.requestedAt', 'endedAt'],
  ['cause.lastSignAt', 'endedAt'],
  ['endedAt', 'delivery.deadline', 'delivery.overdueAt'],
  ['endedAt', 'delivery.acknowledgedAt', 'updatedAt'],
];

interface Attempt {
  readonly attempt: number;
  readonly retryOf: string | null;
}

/** Whether a retry, and only a retry, says of what, and that is not the execution `id` itself. */
export function retryContradictions(
  { attempt, retryOf }: Attempt,
  id: string,
): readonly Contradiction[] {
  return [
    ...unless(attempt > 1 === (retryOf !== null), 'retryOf', 'only attempts after the first retry'),
    ...unless(retryOf !== id, 'retryOf', 'no execution retries itself'),
  ];
}

/** How many of the milestones `startedAt` and `runningAt` lie behind each state; an unhappy end says nothing. */
const MILESTONES: Partial<Record<ExecutionState, number>> = {
  pending: 0,
  starting: 1,
  running: 2,
  completing: 2,
  completed: 2,
};

function milestoneContradictions(execution: Execution): readonly Contradiction[] {
  const { startedAt, runningAt, heldMs, phase } = {
    startedAt: null,
    runningAt: null,
    ...execution,
  };
  const passed = [startedAt, runningAt].filter((instant) => instant !== null).length;
  const expected = MILESTONES[stateOfPhase(phase)] ?? passed;
  return [
    ...unless(startedAt !== null || runningAt === null, 'startedAt', 'what has run was started'),
    ...unless(passed === expected, 'phase', `'${phase}' disagrees with startedAt and runningAt`),
    ...unless(runningAt !== null || heldMs === 0, 'heldMs', 'only what has run was ever on hold'),
  ];
}

function endContradictions(execution: Execution): readonly Contradiction[] {
  if (!('delivery' in execution)) return [];
  const { cause, cancel, phase, delivery } = execution;
  const openBreaker = phase === AgentExecutionPhase.CIRCUIT_BREAKER_OPEN;
  return [
    ...unless(
      !openBreaker || (cause.kind === 'failure' && cause.code === FailureCode.CIRCUIT_OPEN),
      'cause.code',
      `the phase '${phase}' ends with the code '${FailureCode.CIRCUIT_OPEN}'`,
    ),
    ...unless(
      cause.kind !== 'cancellation' || cancel === null || cancel.requestedAt === cause.requestedAt,
      'cause.requestedAt',
      'the cancellation is the one that was requested',
    ),
    ...unless(
      delivery.acknowledgedBy === null || delivery.acknowledgedAt !== null,
      'delivery.acknowledgedBy',
      'nobody has acknowledged yet',
    ),
  ];
}

/** What the fields of `execution` say against each other; empty for a possible one. */
export function executionContradictions(execution: Execution): readonly Contradiction[] {
  return [
    ...CHRONOLOGIES.flatMap((paths) => outOfOrder(execution, paths)),
    ...retryContradictions(execution, execution.id),
    ...milestoneContradictions(execution),
    ...endContradictions(execution),
  ];
}
