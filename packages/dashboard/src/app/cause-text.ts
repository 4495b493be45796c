import {
  CAUSE_MEANING,
  CLOCK_MEANING,
  EVIDENCE_MEANING,
  FAILURE_MEANING,
  FAULT_MEANING,
  type Cause,
} from '@tracker/state';
import { durationText } from './duration-text.js';
import { spoken } from './words.js';

/** Why it ended, in one line for operators; the words are those of the table. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'answered':
      return CAUSE_MEANING.answered;
    case 'failure':
      return `${FAILURE_MEANING[cause.code]} (${spoken(cause.code)})`;
    case 'timeout':
      return `The ${cause.clock} clock ran out after ${durationText(cause.elapsedMs)}.`;
    case 'death':
      return EVIDENCE_MEANING[cause.evidence];
    case 'cancellation':
      return cause.reason ?? CAUSE_MEANING.cancellation;
  }
}

/** What is known besides, as terms and their descriptions. */
export function causeFacts(cause: Cause): readonly (readonly [string, string])[] {
  switch (cause.kind) {
    case 'answered':
      return [];
    case 'failure':
      return [
        ['Fault', `${cause.fault}: ${FAULT_MEANING[cause.fault]}`],
        ...optional('Dependency', cause.dependency),
        ...optional('Detail', cause.detail),
      ];
    case 'timeout':
      return [
        ['Clock', `${cause.clock}: ${CLOCK_MEANING[cause.clock]}`],
        ['Limit', durationText(cause.limitMs)],
        ...optional('Operation', cause.operation),
      ];
    case 'death':
      return [
        ['Judged by', cause.judgedBy],
        ['Limit of silence', durationText(cause.limitMs)],
      ];
    case 'cancellation':
      return [['Forced', cause.forced ? 'yes: the grace period ran out' : 'no: it stopped itself']];
  }
}

function optional(term: string, text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[term, text]];
}
