import type { Delivery, HistoryEventOf } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** An outcome is acknowledged once, after the end. */
export function acknowledgedRules(
  { delivery }: Rebuilt,
  event: HistoryEventOf<'acknowledged'>,
): readonly Contradiction[] {
  if (!delivery) {
    return when(true, 'acknowledged_before_end', () => ['the history has no end yet', said(event)]);
  }
  return when(delivery.acknowledgedAt !== null, 'acknowledged_twice', () => [
    `it was acknowledged at ${delivery.acknowledgedAt}`,
    said(event),
  ]);
}

function whyNotOverdue(
  delivery: Delivery | null,
  { at, deadline }: HistoryEventOf<'delivery_overdue'>,
): string | undefined {
  if (!delivery) return 'the history has no end yet';
  if (delivery.acknowledgedAt !== null) return `it was acknowledged at ${delivery.acknowledgedAt}`;
  if (delivery.overdueAt !== null) return `it was called overdue at ${delivery.overdueAt}`;
  const { deadline: due } = delivery;
  return deadline !== due || at < due ? `the delivery was due by ${due}` : undefined;
}

/** A delivery is called overdue once, at or after its deadline, and only while nobody has it. */
export function overdueRules(
  { delivery }: Rebuilt,
  event: HistoryEventOf<'delivery_overdue'>,
): readonly Contradiction[] {
  const because = whyNotOverdue(delivery, event);
  return when(because !== undefined, 'overdue_unfounded', () => [
    because ?? '',
    `${said(event)} names the deadline ${event.deadline}`,
  ]);
}

/** At `asOf`, a delivery past its deadline is acknowledged or known to be overdue. */
export function unnoticedRules({ delivery }: Rebuilt, asOf: number): readonly Contradiction[] {
  if (!delivery || delivery.acknowledgedAt !== null || delivery.overdueAt !== null) return [];
  return when(asOf > delivery.deadline, 'undelivered_unnoticed', () => [
    `the delivery was due by ${delivery.deadline}`,
    `as of ${asOf} it is neither acknowledged nor called overdue`,
  ]);
}
