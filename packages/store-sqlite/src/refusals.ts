import type { CommitResult, Transition } from '@tracker/core';
import { isRefused } from './sqlite-fault.js';

/** What became of one transition of a batch. */
export type Answer = CommitResult | { readonly status: 'failed'; readonly error: unknown };

export interface Writing {
  /** Writes a batch in one transaction, all of it or nothing. */
  readonly write: (batch: readonly Transition[]) => Promise<readonly CommitResult[]>;
  /** Resolves once the event loop has turned. */
  readonly turn: () => Promise<void>;
}

/** Writes a batch; one that is refused for what is in it in halves, until it is known whose fault it is. */
export async function writeApart(
  batch: readonly Transition[],
  writing: Writing,
): Promise<readonly Answer[]> {
  try {
    return await writing.write(batch);
  } catch (error) {
    if (!isRefused(error)) throw error;
    // refused as a whole, so nothing is written: whose fault it was shows one by one
    return batch.length > 1 ? writeHalves(batch, writing) : [{ status: 'failed', error }];
  }
}

async function writeHalves(batch: readonly Transition[], writing: Writing): Promise<Answer[]> {
  const middle = batch.length >> 1;
  const answers: Answer[] = [];
  for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
    await writing.turn();
    try {
      answers.push(...(await writeApart(half, writing)));
    } catch (error) {
      // what the other half was told stands
      answers.push(...half.map(() => ({ status: 'failed' as const, error })));
    }
  }
  return answers;
}

/** The answers of those of whom none failed; throws the error of the first that did. */
export function written(answers: readonly Answer[]): readonly CommitResult[] {
  for (const answer of answers) if (answer.status === 'failed') throw answer.error;
  return answers as readonly CommitResult[];
}
