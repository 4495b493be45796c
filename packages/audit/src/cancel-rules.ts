import type { CancellationCause, HistoryEventOf } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** A cancel is asked for once, and its grace is within the limit. */
export function cancelRequestedRules(
  { cancel, limits }: Rebuilt,
  event: HistoryEventOf<'cancel_requested'>,
): readonly Contradiction[] {
  return [
    ...when(cancel !== null, 'cancel_asked_twice', () => [
      `a cancel was requested at ${cancel?.requestedAt}`,
      `${said(event)} requests it again`,
    ]),
    ...when(event.deadline > event.at + limits.cancelGraceMs, 'grace_beyond_limit', () => [
      `the limit of grace is ${limits.cancelGraceMs} ms`,
      `${said(event)} allows ${event.deadline - event.at} ms`,
    ]),
  ];
}

/** Only a request can be acknowledged. */
export function cancelAcknowledgedRules(
  { cancel }: Rebuilt,
  event: HistoryEventOf<'cancel_acknowledged'>,
): readonly Contradiction[] {
  return when(cancel === null, 'cancel_unasked', () => [
    'the history has no cancel request before it',
    said(event),
  ]);
}

/** A forced end needs a request whose grace is over, and the cause names the request there was. */
export function cancellationRules(
  { cancel }: Rebuilt,
  event: HistoryEventOf<'ended'>,
  cause: CancellationCause,
): readonly Contradiction[] {
  const { forced, requestedAt } = cause;
  const early = forced && cancel !== null && event.at < cancel.deadline;
  const another = cancel === null ? forced : requestedAt !== cancel.requestedAt;
  return [
    ...when(early, 'forced_early', () => [
      `the request allowed grace until ${cancel?.deadline}`,
      `${said(event)} was forced`,
    ]),
    ...when(another, 'cancel_unasked', () => [
      cancel ? `the cancel was requested at ${cancel.requestedAt}` : 'no cancel was requested',
      `${said(event)} names a request at ${requestedAt}`,
    ]),
  ];
}
