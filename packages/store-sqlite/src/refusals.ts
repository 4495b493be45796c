import type { CommitResult, Transition } from '@tracker/core';
import { inHalves, type Answer } from '@tracker/core/store-kit';
import { isRefused } from './sqlite-fault.js';

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
    if (batch.length === 1) return [{ status: 'failed', error }];
    // refused as a whole, so nothing is written: whose fault it was shows one by one
    return inHalves(batch, async (half) => {
      await writing.turn();
      return writeApart(half, writing);
    });
  }
}
