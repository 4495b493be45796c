import { ManualClock } from '@tracker/core/testing';
import { parseArguments } from './arguments.js';
import { CELLS } from './fault-matrix.js';
import { programme } from './rounds.js';
import { UsageError } from './usage-error.js';

function rounds(argv: string, scripted = true) {
  const clock = new ManualClock();
  const { rounds, ...rest } = programme(parseArguments(argv.split(' ')), scripted, clock);
  return { ...rest, rounds, clock };
}

describe('what a command line asks for', () => {
  it('is one round of as many journeys, by users who are in it', () => {
    const { rounds: found, journeys, userIds } = rounds('--journeys 30 --users 50');
    expect(journeys).toBe(30);
    expect(userIds).toHaveLength(30);
    expect([...found].map(({ plan }) => plan.length)).toEqual([30]);
  });

  it('is every cell once, the deaths of workers after all others', () => {
    const [others = [], deaths = []] = [...rounds('--every-cell').rounds].map(({ plan }) => plan);
    const met = [...others, ...deaths].map(({ fault }) => fault);
    expect(new Set(met)).toEqual(new Set(CELLS));
    expect(new Set(deaths.map(({ fault }) => fault?.kind))).toEqual(new Set(['worker_killed']));
    expect(others.some(({ fault }) => fault?.kind === 'worker_killed')).toBe(false);
  });

  it('is round after round with the next seed, until the time is over', async () => {
    const { rounds: found, clock, journeys } = rounds('--soak 10s --journeys 5 --seed 4294967295');
    const seeds: number[] = [];
    for (const { seed, plan } of found) {
      expect(plan).toHaveLength(5);
      seeds.push(seed);
      await clock.advance(4_000);
    }
    expect(journeys).toBeUndefined();
    expect(seeds).toEqual([4_294_967_295, 0, 1]);
  });

  it('is one journey of the plan as it was in it', () => {
    const all = [...rounds('--journeys 40 --faults 0.5').rounds][0]?.plan;
    const [round] = rounds('--journeys 40 --faults 0.5 --only-journey question-17').rounds;
    expect(round?.plan).toEqual(all?.slice(16, 17));
    expect(() => rounds('--only-journey nobody')).toThrow(UsageError);
  });

  it('has no trouble for a model that takes no directions', () => {
    const [round] = rounds(
      '--journeys 50 --faults 1 --only model_error,client_drops',
      false,
    ).rounds;
    const kinds = new Set(round?.plan.flatMap(({ fault }) => fault?.kind ?? []));
    expect(kinds).toEqual(new Set(['client_drops']));
  });
});
