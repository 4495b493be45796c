import type { HistoryEventOf } from '@tracker/state';
import { answerAndCauseRules } from './answer-rules.js';
import { cancellationRules } from './cancel-rules.js';
import { when, type Contradiction } from './contradiction.js';
import { deathRules } from './death-rules.js';
import { said } from './evidence-words.js';
import { endMoveRules } from './move-rules.js';
import type { Rebuilt } from './rebuild.js';
import { timeoutRules } from './timeout-rules.js';

function causeRules(before: Rebuilt, event: HistoryEventOf<'ended'>): readonly Contradiction[] {
  const { cause } = event;
  switch (cause.kind) {
    case 'timeout':
      return timeoutRules(before, event, cause);
    case 'death':
      return deathRules(before, event, cause);
    case 'cancellation':
      return cancellationRules(before, event, cause);
    default:
      return [];
  }
}

/** Everything an end has to answer for. */
export function endRules(
  before: Rebuilt,
  event: HistoryEventOf<'ended'>,
): readonly Contradiction[] {
  return [
    ...endMoveRules(before, event),
    ...answerAndCauseRules(event),
    ...causeRules(before, event),
    ...when(event.at > before.endsBy, 'ended_after_bound', () => [
      `created at ${before.createdAt}, it had to end by ${before.endsBy}`,
      said(event),
    ]),
  ];
}
