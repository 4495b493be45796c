import {
  naiveWatcher,
  withoutCommitNames,
  withoutCompareAndSet,
  withoutEvidence,
} from './known-defects.js';
import { liveWorld, type WorldOptions } from './world.js';

/** Expects a defect to show itself, by what is said of it, within so many worlds. */
async function expectFound(defect: WorldOptions, told: RegExp, seeds: number): Promise<void> {
  const all: string[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { violations } = await liveWorld(seed, defect);
    if (violations.some((violation) => told.test(violation))) return;
    all.push(...violations);
  }
  expect(all.join('\n')).toMatch(told);
}

const GENTLE = {
  crashAtCommit: 0,
  crashPerSecond: 0,
  lockOutPerSecond: 0,
  pausePerSecond: 0,
  pauseMs: 0,
};

describe('the simulation notices', () => {
  it('a store that compares no versions', async () => {
    await expectFound(
      { replaceStore: withoutCompareAndSet },
      /fact_after_end|ended_twice|seq_duplicate/,
      20,
    );
  }, 60_000);

  it('a store that does not know its own commits again', async () => {
    const faults = { ambiguous: 0.2 };
    await expectFound(
      { replaceStore: withoutCommitNames, faults },
      /can not be|fold|seq_duplicate|twice/,
      20,
    );
  }, 60_000);

  it('a store that takes no notice of newer signs', async () => {
    const faults = { ...GENTLE, slow: 0.9, slowMs: 2_500 };
    // the sign must come between a watcher's look and its verdict: rare, unless many live on the edge
    const crowd = { onTheEdge: 12 };
    await expectFound(
      { replaceStore: withoutEvidence, faults, crowd },
      /a sign at \d+ counted/,
      150,
    );
  }, 60_000);

  it('a watcher that takes its own absence for the silence of others', async () => {
    const faults = { ...GENTLE, stallPerSecond: 0.2 };
    await expectFound({ intrude: naiveWatcher, faults }, /it was alive and is called dead/, 20);
  }, 60_000);
});
