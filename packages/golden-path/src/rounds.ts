import type { Clock } from '@tracker/core';
import type { Arguments } from './arguments.js';
import { dealEveryCell, dealFaults } from './fault-deal.js';
import { FAULTS, type FaultKind } from './fault-kind.js';
import type { Cell } from './fault-matrix.js';
import { planJourneys, type Journey } from './journey-plan.js';
import type { Round } from './round.js';
import { SeededRandom } from './seeded-random.js';
import { UsageError } from './usage-error.js';

/** What is to be played. */
export interface Programme {
  readonly userIds: readonly string[];
  readonly rounds: Iterable<Round>;
  /** Journeys in all; undefined when only the time decides. */
  readonly journeys: number | undefined;
}

/** Users at once when every journey meets a fault. */
const EVERY_CELL_USERS = 8;

/** Seeds wrap around, so that a soak may begin at any of them. */
const SEEDS = 2 ** 32;

/** What a command line asks for; `scripted` says whether the model can be told to misbehave. Throws a UsageError. */
export function programme(asked: Arguments, scripted: boolean, clock: Clock): Programme {
  const kinds = asked.only.filter((kind) => scripted || FAULTS[kind].place !== 'model');
  const first: Round = { seed: asked.seed, plan: planOf(asked, kinds, asked.seed) };
  const userIds = [...new Set(first.plan.map(({ userId }) => userId))];
  const { soakMs } = asked;
  if (soakMs === undefined) return { userIds, rounds: [first], journeys: first.plan.length };
  const until = clock.now() + soakMs;
  function* rounds(): Iterable<Round> {
    let round = first;
    do {
      yield round;
      const seed = (round.seed + 1) % SEEDS;
      round = { seed, plan: planOf(asked, kinds, seed) };
    } while (clock.now() < until);
  }
  return { userIds, rounds: rounds(), journeys: undefined };
}

function planOf(asked: Arguments, kinds: readonly FaultKind[], seed: number): readonly Journey[] {
  const faults = faultsOf(asked, kinds, seed);
  const journeys = asked.everyCell ? faults.length : asked.journeys;
  // nothing but faults is a heavy load: fewer users at once, so that each meets its own
  const users = Math.max(1, Math.min(asked.everyCell ? EVERY_CELL_USERS : asked.users, journeys));
  const plan = planJourneys({ seed, journeys, users, faults });
  const { onlyJourney } = asked;
  if (onlyJourney === undefined) return plan;
  const one = plan.filter(({ id }) => id === onlyJourney);
  if (one.length === 1) return one;
  throw new UsageError(
    `--only-journey is ${JSON.stringify(onlyJourney)}; seed ${seed} has ${plan[0]?.id ?? 'none'} to ${plan.at(-1)?.id ?? 'none'}.`,
  );
}

function faultsOf(
  { journeys, faults: share, everyCell }: Arguments,
  kinds: readonly FaultKind[],
  seed: number,
): readonly Cell[] {
  if (everyCell) return dealEveryCell(kinds);
  return dealFaults({ journeys, share, kinds }, new SeededRandom(seed));
}
