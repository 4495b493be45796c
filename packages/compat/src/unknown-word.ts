import { TrackerError, TrackerErrorCode, describeGiven } from '@tracker/state';

function refusal(message: string, details: Readonly<Record<string, unknown>>): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.UNKNOWN_WORD, message, details });
}

/** The error for what is no word of a vocabulary: what it is, what helps, what is allowed. */
export function unknownWord(
  vocabulary: string,
  allowed: readonly string[],
  given: unknown,
): TrackerError {
  const plain = typeof given === 'string' ? given.slice(0, 100).trim().toLowerCase() : undefined;
  const meant = allowed.find((word) => word.toLowerCase() === plain);
  const message = [
    `Expected a word of ${vocabulary}, got ${describeGiven(given)}.`,
    meant === undefined ? undefined : `Did you mean '${meant}'?`,
    `Allowed: ${allowed.join(', ')}.`,
  ];
  return refusal(message.filter(Boolean).join(' '), {
    vocabulary,
    given: describeGiven(given),
    allowed,
  });
}

/** The error for a word that is known and still says no state. */
export function saysNoState(vocabulary: string, given: string, why: string): TrackerError {
  return refusal(`In ${vocabulary}, ${given} says no state: ${why}.`, { vocabulary, given });
}

/** The error for a state that a vocabulary has no word for. */
export function noWordFor(vocabulary: string, state: string, why: string): TrackerError {
  return refusal(`${vocabulary} has no word for '${state}': ${why}.`, { vocabulary, state });
}
