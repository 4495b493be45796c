import { executionSchema } from '@tracker/state';
import fc from 'fast-check';
import { LegalLife, walk } from './legal-life.fixture.js';
import { readerView } from './reader-view.js';
import { rebuild } from './rebuild.js';

const birth = { executionId: 'life', userId: 'user-ann', at: 1_000_000 };
const picks = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 30 });

describe('an execution rebuilt from its history', () => {
  it('is one that readers may be shown, after every fact of every legal life', () => {
    fc.assert(
      fc.property(picks, (picks) => {
        const { events } = walk(birth, picks);
        for (let version = 1; version <= events.length; version += 1) {
          const rebuilt = rebuild(events.slice(0, version));
          expect(rebuilt?.version).toBe(version);
          expect(() => executionSchema.parse(rebuilt && readerView(rebuilt))).not.toThrow();
        }
      }),
    );
  });

  it('is where the life that told the history was', () => {
    fc.assert(
      fc.property(picks, (picks) => {
        const { events, state, startedAt, runningAt } = walk(birth, picks);
        expect(rebuild(events)).toMatchObject({ state, startedAt, runningAt, userId: 'user-ann' });
      }),
    );
  });

  it('counts hold time as neither running nor lost', () => {
    const life = new LegalLife(birth).change('starting').change('running');
    life.wait(100).holdFor(2_000).wait(700).resume().wait(50).holdFor(2_000).wait(30);
    life.endUnhappily('failed');
    expect(rebuild(life.events)).toMatchObject({
      heldMs: 730,
      hold: null,
      progressAt: life.createdAt + 880,
      phases: { thinking: { count: 1, totalMs: 880 } },
    });
  });

  it('is nothing without a creation', () => {
    const { events } = new LegalLife(birth).progress();
    expect(rebuild(events.slice(1))).toBeUndefined();
    expect(rebuild([])).toBeUndefined();
  });
});
