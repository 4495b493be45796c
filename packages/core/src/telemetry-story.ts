import type { AgentExecutionPhase, HistoryEvent } from '@tracker/state';
import type { Attributes } from '@opentelemetry/api';
import { apply, fold } from './fold.js';
import type { DraftRecord, ExecutionRecord } from './record.js';
import { Attribute, seconds } from './telemetry-names.js';

/** One uninterrupted time in a phase; epoch milliseconds. */
export interface Stay {
  readonly phase: AgentExecutionPhase;
  readonly from: number;
  readonly until: number;
}

/** Something that happened at one instant. */
export interface Moment {
  readonly name: string;
  readonly at: number;
  readonly attributes: Attributes;
}

/** An execution as a trace tells it. */
export interface Story {
  readonly record: ExecutionRecord;
  readonly stays: readonly Stay[];
  readonly moments: readonly Moment[];
}

/** The story of a history; throws a RangeError when the history does not begin with `created`. */
export function tell(history: readonly HistoryEvent[]): Story {
  const record: DraftRecord = { ...fold(history.slice(0, 1)) };
  const stays: Stay[] = [];
  const moments: Moment[] = [];
  for (const event of history.slice(1)) {
    const { phase, phaseEnteredAt: from } = record;
    apply(record, event);
    if (record.phase !== phase) moments.push(phaseEntered(record));
    if (leavesPhase(event)) stays.push({ phase, from, until: event.at });
    const moment = momentOf(event);
    if (moment) moments.push(moment);
  }
  return { record, stays, moments };
}

function leavesPhase({ type }: HistoryEvent): boolean {
  return type === 'state_changed' || type === 'phase_entered' || type === 'ended';
}

function phaseEntered({ phase, phaseEnteredAt }: DraftRecord): Moment {
  const attributes = { [Attribute.PHASE]: phase };
  return { name: 'tracker.phase_entered', at: phaseEnteredAt, attributes };
}

function momentOf(event: HistoryEvent): Moment | undefined {
  const { type, at } = event;
  switch (type) {
    case 'resumed': {
      const attributes = { [Attribute.HELD]: seconds(event.heldMs) };
      return { name: `tracker.${type}`, at, attributes };
    }
    case 'held':
    case 'cancel_requested':
    case 'cancel_acknowledged':
      return { name: `tracker.${type}`, at, attributes: {} };
    default:
      return undefined;
  }
}
