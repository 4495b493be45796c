import fc from 'fast-check';
import { BIRTH } from './birth.fixture.js';
import { decideBirth } from './decide.js';
import { SHORT_LIMITS } from './life-model.fixture.js';
import { MemoryStore } from './memory-store.js';
import { ManualClock } from './testing.js';

describe('for every deadline, the memory store', () => {
  it('offers what is overdue to a sweeper, whenever it has been asked before', async () => {
    const whole = async (waits: readonly number[], born: number): Promise<void> => {
      const clock = new ManualClock(1_000_000 + born);
      const store = new MemoryStore({ clock });
      const { next, events } = decideBirth({ ...BIRTH, liveness: 'process' }, clock.now());
      await store.commit([{ next, events, expectedVersion: 0, commitId: 'c1' }]);
      const overdueAt = clock.now() + SHORT_LIMITS.startTimeoutMs + 1;
      for (const ms of waits) {
        clock.sleepThrough(ms);
        if (clock.now() >= overdueAt) break;
        expect(await store.due(10)).toEqual([]);
      }
      if (clock.now() < overdueAt) clock.sleepThrough(overdueAt - clock.now());
      expect(await store.due(10)).toHaveLength(1);
    };
    const waits = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 30, maxLength: 60 });
    await fc.assert(fc.asyncProperty(waits, fc.nat(16), whole), { numRuns: 300 });
  });
});
