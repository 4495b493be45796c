import fc from 'fast-check';
import { faultCounts } from './fault-counts.js';
import { FAULT_KINDS } from './fault-kind.js';
import { planJourneys } from './journey-plan.js';

const mix = fc.record({
  journeys: fc.integer({ min: 1, max: 300 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  kinds: fc.subarray([...FAULT_KINDS], { minLength: 1 }),
});
const seed = fc.nat({ max: 2 ** 32 - 1 });

describe('the mix of faults', () => {
  it('deals out exactly the share that was asked for, to the kinds asked for', () => {
    fc.assert(
      fc.property(mix, (asked) => {
        const counts = faultCounts(asked);
        const dealt = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(dealt).toBe(Math.round(asked.journeys * asked.share));
        expect(Object.keys(counts)).toEqual(asked.kinds);
      }),
    );
  });

  it('has every kind in a run of the default size, and few that nothing survives', () => {
    const counts = faultCounts({ journeys: 1_000, share: 0.12, kinds: FAULT_KINDS });
    expect(FAULT_KINDS.filter((kind) => !counts[kind])).toEqual([]);
    const fatal = ['model_outage', 'agent_throws', 'agent_hangs', 'agent_empty'] as const;
    expect(fatal.map((kind) => counts[kind])).toEqual([3, 3, 3, 3]);
  });
});

describe('a plan', () => {
  it('replays from its seed, and differs from that of the next seed', () => {
    fc.assert(
      fc.property(mix, seed, (asked, seed) => {
        const options = { journeys: asked.journeys, users: 7, faults: faultCounts(asked) };
        const plan = planJourneys({ ...options, seed });
        expect(planJourneys({ ...options, seed })).toEqual(plan);
        if (asked.journeys > 20) {
          expect(planJourneys({ ...options, seed: (seed + 1) >>> 0 })).not.toEqual(plan);
        }
      }),
    );
  });

  it('meets each fault as often as the mix says, and gives each journey an id of its own', () => {
    fc.assert(
      fc.property(mix, seed, (asked, seed) => {
        const faults = faultCounts(asked);
        const plan = planJourneys({ seed, journeys: asked.journeys, users: 5, faults });
        for (const kind of asked.kinds) {
          expect(plan.filter(({ fault }) => fault === kind)).toHaveLength(faults[kind] ?? 0);
        }
        expect(new Set(plan.map(({ id }) => id)).size).toBe(asked.journeys);
      }),
    );
  });

  it('asks nothing else of the scripted model than it understands', () => {
    const plan = planJourneys({ seed: 3, journeys: 500, users: 1, faults: {} });
    const odd = plan.filter(({ question: { text, expects } }) => {
      const tool = /capital of [A-Z]\w+|\d+ [-+*] \d+/.test(text);
      return !tool && !expects.every((part) => text.includes(part));
    });
    expect(odd).toEqual([]);
  });
});
