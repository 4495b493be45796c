import fc from 'fast-check';
import { CELLS } from './fault-matrix.js';
import { planJourneys } from './journey-plan.js';

const faults = fc.subarray([...CELLS], { maxLength: 40 });
const seed = fc.nat({ max: 2 ** 32 - 1 });
const journeys = fc.integer({ min: 40, max: 200 });

describe('a plan', () => {
  it('replays from its seed, and differs from that of the next seed', () => {
    fc.assert(
      fc.property(journeys, faults, seed, (journeys, faults, seed) => {
        const options = { journeys, users: 7, faults };
        const plan = planJourneys({ ...options, seed });
        expect(planJourneys({ ...options, seed })).toEqual(plan);
        expect(planJourneys({ ...options, seed: (seed + 1) >>> 0 })).not.toEqual(plan);
      }),
    );
  });

  it('meets exactly the faults it was dealt, and gives each journey an id of its own', () => {
    fc.assert(
      fc.property(journeys, faults, seed, (journeys, faults, seed) => {
        const plan = planJourneys({ seed, journeys, users: 5, faults });
        const met = plan.flatMap(({ fault }) => fault ?? []);
        expect(new Set(met)).toEqual(new Set(faults));
        expect(met).toHaveLength(faults.length);
        expect(new Set(plan.map(({ id }) => id)).size).toBe(journeys);
      }),
    );
  });

  it('asks for a tool where a fault may wait behind one', () => {
    const plan = planJourneys({ seed: 3, journeys: CELLS.length, users: 1, faults: CELLS });
    const toolless = plan.filter(({ question }) => !/capital of|\d+ [-+*] \d+/.test(question.text));
    expect(toolless).toEqual([]);
  });

  it('asks nothing else of the scripted model than it understands', () => {
    const plan = planJourneys({ seed: 3, journeys: 500, users: 1, faults: [] });
    const odd = plan.filter(({ question: { text, expects } }) => {
      const tool = /capital of [A-Z]\w+|\d+ [-+*] \d+/.test(text);
      return !tool && !expects.every((part) => text.includes(part));
    });
    expect(odd).toEqual([]);
  });
});
