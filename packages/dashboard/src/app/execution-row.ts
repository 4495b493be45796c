import type { AgentFrame } from '@tracker/client/protocol';
import {
  isTerminal,
  type AgentExecutionPhase,
  type Execution,
  type ExecutionState,
} from '@tracker/state';
import { DeliveryStanding, standingOf } from './delivery-standing.js';

/** What the list shows of an execution, and no more: answers and metadata are not kept for rows. */
export interface ExecutionRow {
  readonly id: string;
  readonly agentName: string;
  readonly userId: string;
  readonly threadId: string;
  readonly attempt: number;
  readonly state: ExecutionState;
  readonly phase: AgentExecutionPhase;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | undefined;
  readonly onHold: boolean;
  readonly cancelling: boolean;
  readonly standing: DeliveryStanding;
  /** The number of the last fact that is in it. */
  readonly seq: number;
}

/** The row of an execution as the server shows it. */
export function rowOf(execution: Execution): ExecutionRow {
  const { id, agentName, userId, threadId, attempt, state, phase } = execution;
  return {
    ...{ id, agentName, userId, threadId, attempt, state, phase },
    createdAt: execution.createdAt,
    updatedAt: execution.updatedAt,
    endedAt: 'endedAt' in execution ? execution.endedAt : undefined,
    onHold: execution.state === 'running' && execution.hold !== null,
    cancelling: !('endedAt' in execution) && execution.cancel !== null,
    standing: standingOf(execution),
    seq: execution.version,
  };
}

/** The row of an execution that was just created. */
export function newRow(frame: AgentFrame): ExecutionRow {
  const { executionId, agentName, userId, threadId, state, phase, seq, at } = frame;
  return {
    ...{ id: executionId, agentName, userId, threadId, state, phase, seq },
    attempt: 1,
    createdAt: at,
    updatedAt: at,
    endedAt: undefined,
    onHold: false,
    cancelling: false,
    standing: DeliveryStanding.OPEN,
  };
}

/** The row after a fact; the same row when it knows the fact already. */
export function rowAfter(row: ExecutionRow, frame: AgentFrame): ExecutionRow {
  const { state, phase, seq, at, fact } = frame;
  if (seq <= row.seq) return row;
  const over = isTerminal(state);
  return {
    ...row,
    ...{ state, phase, seq },
    updatedAt: at,
    endedAt: over ? at : undefined,
    onHold: !over && (fact === 'held' || (row.onHold && fact !== 'resumed')),
    cancelling: !over && (row.cancelling || fact === 'cancel_requested'),
    standing: over ? DeliveryStanding.WAITING : row.standing,
  };
}
