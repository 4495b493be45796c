import type { OutcomeFrame } from '@tracker/client';
import { ExecutionState, type HistoryEvent } from '@tracker/state';
import { FAULTS } from './fault-kind.js';
import { BYSTANDER, seenEnd, type SeenEnd } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import type { Journey } from './journey-plan.js';
import { stays, type Stay } from './latency.js';

/** The life of a journey that did not complete. */
export interface Timeline {
  readonly journeyId: string;
  readonly userId: string;
  /** Null when there is no execution. */
  readonly executionId: string | null;
  readonly fault: string;
  readonly end: SeenEnd;
  /** Whether it was meant to end so. */
  readonly asDesigned: boolean;
  /** What the user read. */
  readonly message: string;
  readonly stays: readonly Stay[];
}

export interface TimelineParts {
  /** The history of its execution; empty when there is none. */
  readonly history: readonly HistoryEvent[];
  /** Whether it died with a worker that was killed for another's sake. */
  readonly bystander: boolean;
}

/** The timeline of a journey. */
export function timeline(result: JourneyResult, { history, bystander }: TimelineParts): Timeline {
  const { journey, outcome, refusal } = result;
  const end = seenEnd(result);
  return {
    journeyId: journey.id,
    userId: journey.userId,
    executionId: history[0]?.executionId ?? null,
    fault: bystander ? BYSTANDER.label : faultWords(journey),
    end,
    asDesigned: bystander || end === (journey.fault?.ends ?? ExecutionState.COMPLETED),
    message: outcome ? told(outcome) : (refusal ?? 'nothing'),
    stays: stays(history),
  };
}

/** A journey's fault, its phase and its moment in words. */
function faultWords({ fault }: Pick<Journey, 'fault'>): string {
  return fault ? `${FAULTS[fault.kind].label} ${fault.moment} ${fault.phase}` : 'no fault';
}

function told(outcome: OutcomeFrame): string {
  return outcome.type === 'agent_error' ? outcome.message : 'an answer';
}
