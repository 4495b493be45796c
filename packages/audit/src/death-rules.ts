import type { DeathCause, HistoryEventOf } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { said } from './evidence-words.js';
import type { Rebuilt } from './rebuild.js';

/** A death needs a started execution off hold, and a silence of its whole limit since its last sign. */
export function deathRules(
  { startedAt, hold, progressAt, limits }: Rebuilt,
  event: HistoryEventOf<'ended'>,
  { lastSignAt, limitMs }: DeathCause,
): readonly Contradiction[] {
  const teller = said(event);
  return [
    ...when(startedAt === null, 'death_before_start', () => [
      'the history has no start: nobody had to give signs of life',
      `${teller} declares it dead`,
    ]),
    ...when(hold !== null, 'death_on_hold', () => [
      `it was on hold since ${hold?.since}`,
      `${teller} declares it dead`,
    ]),
    ...when(lastSignAt + limitMs > event.at, 'death_too_early', () => [
      `a sign of life at ${lastSignAt} counts for ${limitMs} ms`,
      `${teller} declares it dead`,
    ]),
    ...when(startedAt !== null && lastSignAt < progressAt, 'death_despite_life', () => [
      `the history shows it at work at ${progressAt}`,
      `${teller} takes ${lastSignAt} for the last sign of life`,
    ]),
    ...when(limitMs !== limits.livenessTimeoutMs, 'limit_changed', () => [
      `it was created with livenessTimeoutMs ${limits.livenessTimeoutMs}`,
      `${teller} names the limit ${limitMs}`,
    ]),
  ];
}
