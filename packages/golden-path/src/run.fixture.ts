import { SeededRandom } from '@tracker/core/testing';
import { dealEveryCell } from './fault-deal.js';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { isSurvivable, type Cell } from './fault-matrix.js';
import { runGoldenPath, type GoldenPathOptions } from './golden-path.js';
import { planJourneys, type Journey } from './journey-plan.js';
import { launchSource } from './launch-source.fixture.js';
import type { GoldenPathReport } from './report.js';

export interface Played {
  readonly journeys: number;
  readonly users?: number;
  readonly faults?: readonly Cell[];
  readonly seed?: number;
}

/** A plan for a spec. */
export function aPlan({ journeys, users = 4, faults = [], seed = 7 }: Played): readonly Journey[] {
  return planJourneys({ seed, journeys, users, faults });
}

/** Plays a plan with real processes, by default on the source. */
export function play(
  plan: readonly Journey[],
  options: Partial<GoldenPathOptions> = {},
): Promise<GoldenPathReport> {
  const userIds = [...new Set(plan.map(({ userId }) => userId))];
  const rounds = [{ seed: 7, plan }];
  return runGoldenPath({ seed: 7, rounds, userIds, launch: launchSource(), ...options });
}

/** A cell of each kind, one that can be survived where there is one; another for each seed. */
export function oneOfEach(
  seed: number,
  kinds: readonly FaultKind[] = FAULT_KINDS,
): readonly Cell[] {
  const random = new SeededRandom(seed);
  return kinds.map((kind) => {
    const cells = dealEveryCell([kind]);
    const survivable = cells.filter(isSurvivable);
    return random.pick(survivable.length > 0 ? survivable : cells);
  });
}

/** What a criterion of a report counts, and whether it is met. */
export function criterion({ verdict }: GoldenPathReport, name: string) {
  return verdict.criteria.find((found) => found.name === name);
}
