import type { HistoryEvent } from '@tracker/state';
import { FAULTS } from './fault-kind.js';
import { seenEnd, type SeenEnd } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import { stays, type Stay } from './latency.js';

/** The life of a journey that did not complete. */
export interface Timeline {
  readonly journeyId: string;
  readonly userId: string;
  /** Null when there is no execution. */
  readonly executionId: string | null;
  readonly fault: string;
  readonly end: SeenEnd;
  /** What the user read. */
  readonly message: string;
  readonly stays: readonly Stay[];
}

/** The timeline of `result`, whose execution has `history`; an empty one when there is none. */
export function timeline(result: JourneyResult, history: readonly HistoryEvent[]): Timeline {
  const { journey, outcome } = result;
  return {
    journeyId: journey.id,
    userId: journey.userId,
    executionId: history[0]?.executionId ?? null,
    fault: journey.fault ? FAULTS[journey.fault].label : 'no fault',
    end: seenEnd(result),
    message: outcome?.message ?? (outcome ? 'an answer' : 'nothing'),
    stays: stays(history),
  };
}
