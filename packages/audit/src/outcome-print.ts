import type { Outcome } from '@tracker/state';
import { fingerprint } from './fingerprint.js';

/** The fingerprint of what the user is to be shown; undefined when a tool has shown it already. */
export function outcomePrint(outcome: Outcome): number | undefined {
  switch (outcome.kind) {
    case 'answer':
      return fingerprint(outcome.answer);
    case 'error':
      return fingerprint(outcome.message);
    default:
      return undefined;
  }
}
