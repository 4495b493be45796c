import type { Execution } from '@tracker/state';

/** Whether the user knows how it ended. */
export const DeliveryStanding = Object.freeze({
  /** It has not ended. */
  OPEN: 'open',
  WAITING: 'waiting',
  OVERDUE: 'overdue',
  ACKNOWLEDGED: 'acknowledged',
});
export type DeliveryStanding = (typeof DeliveryStanding)[keyof typeof DeliveryStanding];

/** What each standing says. */
export const STANDING_MEANING: Readonly<Record<DeliveryStanding, string>> = Object.freeze({
  open: 'Not ended yet; there is nothing to deliver.',
  waiting: 'The outcome is there; no client of the user’s has acknowledged it yet.',
  overdue: 'The outcome is there; nobody acknowledged it in time.',
  acknowledged: 'A client of the user’s has the outcome.',
});

/** How the delivery of an execution stands. */
export function standingOf(execution: Execution): DeliveryStanding {
  if (!('delivery' in execution)) return DeliveryStanding.OPEN;
  const { acknowledgedAt, overdueAt } = execution.delivery;
  if (acknowledgedAt !== null) return DeliveryStanding.ACKNOWLEDGED;
  return overdueAt === null ? DeliveryStanding.WAITING : DeliveryStanding.OVERDUE;
}
