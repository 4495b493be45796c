import type { HistoryEvent } from '@tracker/state';
import { causeText } from './cause-text.js';
import { durationText } from './duration-text.js';
import { spoken } from './words.js';

/** What a fact says, in one line for people. */
export function historyLine(event: HistoryEvent): string {
  switch (event.type) {
    case 'created':
      return `Created for ${event.userId}, attempt ${event.attempt}`;
    case 'state_changed':
      return `${spoken(event.from)} → ${spoken(event.to)}${event.owner === null ? '' : `, by ${event.owner}`}`;
    case 'phase_entered':
      return `${spoken(event.from)} → ${spoken(event.to)}`;
    case 'progressed':
      return [event.percent === null ? '' : `${event.percent} %`, event.note ?? '']
        .filter((part) => part !== '')
        .join(': ');
    case 'held':
      return event.reason;
    case 'resumed':
      return `After ${durationText(event.heldMs)} on hold`;
    case 'cancel_requested':
      return event.reason ?? 'No reason given';
    case 'cancel_acknowledged':
      return 'The worker has stopped';
    case 'ended':
      return `${spoken(event.from)} → ${spoken(event.to)}: ${causeText(event.cause)}`;
    case 'delivery_overdue':
      return 'Nobody has acknowledged the outcome in time';
    case 'acknowledged':
      return `By ${event.by ?? 'a client'}`;
  }
}
