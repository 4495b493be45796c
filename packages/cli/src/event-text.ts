import { printable } from '@tracker/audit';
import type { HistoryEvent } from '@tracker/state';
import { causeText, outcomeText } from './outcome-text.js';
import { span } from './span.js';

/** What a fact says, in a few words. */
export function eventText(event: HistoryEvent): string {
  switch (event.type) {
    case 'created':
      return `created for ${printable(event.userId)}, agent ${printable(event.agentName)}`;
    case 'state_changed':
      return `${event.from} → ${event.to}${event.owner === null ? '' : ` by ${printable(event.owner)}`}`;
    case 'phase_entered':
      return `phase ${event.from} → ${event.to}`;
    case 'progressed':
      return `progress ${event.percent === null ? '' : `${event.percent} % `}${printable(event.note ?? '')}`.trimEnd();
    case 'held':
      return `on hold: ${printable(event.reason)}`;
    case 'resumed':
      return `resumed after ${span(event.heldMs)}`;
    case 'cancel_requested':
      return `asked to stop: ${printable(event.reason ?? 'no reason given')}`;
    case 'cancel_acknowledged':
      return 'the worker has stopped';
    case 'ended':
      return `${event.from} → ${event.to} (${causeText(event.cause)}): ${outcomeText(event.outcome)}`;
    case 'delivery_overdue':
      return 'delivery is overdue';
    case 'acknowledged':
      return `acknowledged${event.by === null ? '' : ` by ${printable(event.by)}`}`;
  }
}
