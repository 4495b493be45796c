import { SeededRandom } from '@tracker/core/testing';
import fc from 'fast-check';
import { dealEveryCell, dealFaults } from './fault-deal.js';
import { FAULT_KINDS } from './fault-kind.js';
import { CELLS, isSurvivable } from './fault-matrix.js';

const mix = fc.record({
  journeys: fc.integer({ min: 1, max: 300 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  kinds: fc.subarray([...FAULT_KINDS], { minLength: 1 }),
});
const seed = fc.nat({ max: 2 ** 32 - 1 });

describe('the mix of faults', () => {
  it('deals out exactly the share that was asked for, to the kinds asked for', () => {
    fc.assert(
      fc.property(mix, seed, (asked, seed) => {
        const dealt = dealFaults(asked, new SeededRandom(seed));
        expect(dealt).toHaveLength(Math.round(asked.journeys * asked.share));
        expect(dealt.filter(({ kind }) => !asked.kinds.includes(kind))).toEqual([]);
      }),
    );
  });

  it('replays from its seed', () => {
    fc.assert(
      fc.property(mix, seed, (asked, seed) => {
        const deal = () => dealFaults(asked, new SeededRandom(seed));
        expect(deal()).toEqual(deal());
      }),
    );
  });

  it('has every kind in a run of the default size, and few that nothing survives', () => {
    const all = { journeys: 1_000, share: 0.12, kinds: FAULT_KINDS };
    const dealt = dealFaults(all, new SeededRandom(1));
    const kinds = new Set(dealt.map(({ kind }) => kind));
    expect(FAULT_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(dealt.filter((cell) => !isSurvivable(cell))).toHaveLength(18);
  });

  it('meets every cell in the end, seed after seed', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const all = { journeys: 2_000, share: 0.12, kinds: FAULT_KINDS };
      for (const { kind, phase, moment } of dealFaults(all, new SeededRandom(seed))) {
        seen.add(`${kind} ${moment} ${phase}`);
      }
    }
    const missing = CELLS.filter(
      ({ kind, phase, moment }) => !seen.has(`${kind} ${moment} ${phase}`),
    );
    expect(missing).toEqual([]);
  });

  it('can be one of each', () => {
    expect(dealEveryCell(FAULT_KINDS)).toEqual(CELLS);
    expect(dealEveryCell(['model_error'])).toHaveLength(1);
  });
});
