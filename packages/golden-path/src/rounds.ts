import type { Clock } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import type { Arguments } from './arguments.js';
import { dealEveryCell, dealFaults } from './fault-deal.js';
import { FAULTS, type FaultKind } from './fault-kind.js';
import type { Cell } from './fault-matrix.js';
import { planJourneys, type Journey, type PlanOptions } from './journey-plan.js';
import type { Round } from './round.js';
import { UsageError } from './usage-error.js';

/** What is to be played. */
export interface Programme {
  readonly userIds: readonly string[];
  readonly rounds: Iterable<Round>;
  /** Journeys in all; undefined when only the time decides. */
  readonly journeys: number | undefined;
}

/** Users at once when every journey meets a fault: few, so that each meets its own and not another's. */
const EVERY_CELL_USERS = { others: 8, deaths: 1 };

/** Seeds wrap around, so that a soak may begin at any of them. */
const SEEDS = 2 ** 32;

/** What a command line asks for; `scripted` says whether the model can be told to misbehave. Throws a UsageError. */
export function programme(asked: Arguments, scripted: boolean, clock: Clock): Programme {
  const kinds = asked.only.filter((kind) => scripted || FAULTS[kind].place !== 'model');
  const first = chosen(roundsOf(asked, kinds, asked.seed), asked);
  const journeys = first.flatMap(({ plan }) => plan);
  const userIds = [...new Set(journeys.map(({ userId }) => userId))];
  const { soakMs } = asked;
  if (soakMs === undefined) return { userIds, rounds: first, journeys: journeys.length };
  const until = clock.now() + soakMs;
  function* rounds(): Iterable<Round> {
    let seed = asked.seed;
    let next = first;
    do {
      yield* next;
      seed = (seed + 1) % SEEDS;
      next = roundsOf(asked, kinds, seed);
    } while (clock.now() < until);
  }
  return { userIds, rounds: rounds(), journeys: undefined };
}

function roundsOf(asked: Arguments, kinds: readonly FaultKind[], seed: number): readonly Round[] {
  const { journeys, faults: share, everyCell } = asked;
  if (everyCell) return everyCellRounds(kinds, seed);
  const faults = dealFaults({ journeys, share, kinds }, new SeededRandom(seed));
  const users = Math.min(asked.users, journeys);
  return [{ seed, plan: planJourneys({ seed, journeys, users, faults }) }];
}

/** First what a worker's death might keep from striking, then the deaths. */
function everyCellRounds(kinds: readonly FaultKind[], seed: number): readonly Round[] {
  const cells = dealEveryCell(kinds);
  const deaths = cells.filter(({ kind }) => kind === 'worker_killed');
  const others = cells.filter((cell) => !deaths.includes(cell));
  return [
    { seed, plan: onePerFault(others, { seed, users: EVERY_CELL_USERS.others }) },
    { seed, plan: onePerFault(deaths, { seed, users: EVERY_CELL_USERS.deaths, prefix: 'death' }) },
  ].filter(({ plan }) => plan.length > 0);
}

function onePerFault(
  faults: readonly Cell[],
  options: Pick<PlanOptions, 'seed' | 'users' | 'prefix'>,
): readonly Journey[] {
  return planJourneys({ ...options, journeys: faults.length, faults });
}

/** The rounds with the one journey in them that was asked for, or all of them. */
function chosen(rounds: readonly Round[], { onlyJourney, seed }: Arguments): readonly Round[] {
  if (onlyJourney === undefined) return rounds;
  const found = rounds
    .map((round) => ({ ...round, plan: round.plan.filter(({ id }) => id === onlyJourney) }))
    .filter(({ plan }) => plan.length > 0);
  if (found.length === 1) return found;
  const ids = rounds.flatMap(({ plan }) => plan.map(({ id }) => id));
  throw new UsageError(
    `--only-journey is ${JSON.stringify(onlyJourney)}; seed ${seed} has ${ids[0] ?? 'none'} to ${ids.at(-1) ?? 'none'}.`,
  );
}
