import { ExecutionState, type HistoryEventOf } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** A hold begins while running, not within another, and ends within the hold time that is left. */
export function heldRules(
  before: Rebuilt,
  event: HistoryEventOf<'held'>,
): readonly Contradiction[] {
  const { hold, state, limits, heldMs } = before;
  const latest = event.at + limits.holdTimeoutMs - heldMs;
  return [
    ...when(hold !== null, 'hold_while_held', () => [
      `a hold began at ${hold?.since} and had not ended`,
      `${said(event)} begins another`,
    ]),
    ...when(state !== ExecutionState.RUNNING, 'hold_outside_running', () => [
      `the history had reached state '${state}'`,
      `${said(event)} holds it`,
    ]),
    ...when(event.deadline > latest, 'hold_beyond_budget', () => [
      `of ${limits.holdTimeoutMs} ms, ${limits.holdTimeoutMs - heldMs} ms were left, until ${latest}`,
      `${said(event)} sets its deadline to ${event.deadline}`,
    ]),
  ];
}

/** A hold ends only when there is one. */
export function resumedRules(
  before: Rebuilt,
  event: HistoryEventOf<'resumed'>,
): readonly Contradiction[] {
  return when(before.hold === null, 'resume_without_hold', () => [
    'the history has no hold at that time',
    `${said(event)} ends one`,
  ]);
}
