import {
  naiveWatcher,
  withoutCommitNames,
  withoutCompareAndSet,
  withoutEvidence,
} from './known-defects.js';
import { liveWorld, type WorldOptions } from './world.js';

/** The first violations that a defect causes within so many worlds. */
async function found(options: WorldOptions, seeds: number): Promise<readonly string[]> {
  for (let seed = 1; seed <= seeds; seed++) {
    const { violations } = await liveWorld(seed, options);
    if (violations.length > 0) return violations;
  }
  return [];
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
    const violations = await found({ replaceStore: withoutCompareAndSet }, 20);
    expect(violations.join('\n')).toMatch(/fact_after_end|ended_twice|seq_duplicate/);
  }, 60_000);

  it('a store that does not know its own commits again', async () => {
    const faults = { ambiguous: 0.2 };
    const violations = await found({ replaceStore: withoutCommitNames, faults }, 20);
    expect(violations.join('\n')).toMatch(/can not be|fold|seq_duplicate|twice/);
  }, 60_000);

  it('a store that takes no notice of newer signs', async () => {
    const faults = { ...GENTLE, slow: 0.9, slowMs: 2_500 };
    const violations = await found({ replaceStore: withoutEvidence, faults }, 150);
    expect(violations.join('\n')).toMatch(/a sign at \d+ counted/);
  }, 60_000);

  it('a watcher that takes its own absence for the silence of others', async () => {
    const faults = { ...GENTLE, stallPerSecond: 0.2 };
    const violations = await found({ intrude: naiveWatcher, faults }, 20);
    expect(violations.join('\n')).toMatch(/it was alive and is called dead/);
  }, 60_000);
});
