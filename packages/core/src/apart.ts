import type { CommitResult, Transition } from './store.js';

/** What became of one transition of a batch that was written in parts. */
export type Answer = CommitResult | { readonly status: 'failed'; readonly error: unknown };

/** Writes a batch half by half; what one half was told stands, whatever becomes of the other. */
export async function inHalves(
  batch: readonly Transition[],
  write: (half: readonly Transition[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const middle = batch.length >> 1;
  const answers: Answer[] = [];
  for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
    try {
      answers.push(...(await write(half)));
    } catch (error) {
      answers.push(...half.map(() => ({ status: 'failed' as const, error })));
    }
  }
  return answers;
}

/** The results of those of whom none failed; throws the error of the first that did. */
export function resultsOf(answers: readonly Answer[]): readonly CommitResult[] {
  for (const answer of answers) if (answer.status === 'failed') throw answer.error;
  return answers as readonly CommitResult[];
}
