import type { FaultCounts } from './fault-counts.js';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { ask, type Question } from './question.js';
import { SeededRandom } from './seeded-random.js';

/** One question of one user, from sending it to acknowledging the answer. */
export interface Journey {
  /** The message's id, and so the run's. */
  readonly id: string;
  readonly userId: string;
  readonly threadId: string;
  readonly question: Question;
  /** Null when nothing is to go wrong. */
  readonly fault: FaultKind | null;
  /** Where the fault strikes: at the first or the second chance that the journey gives it. */
  readonly strikes: 1 | 2;
  /** How long a client that is to be away stays away, in milliseconds. */
  readonly awayMs: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly journeys: number;
  readonly users: number;
  readonly faults: FaultCounts;
}

function dealFaults({ journeys, faults }: PlanOptions): readonly (FaultKind | null)[] {
  const dealt = FAULT_KINDS.flatMap((kind) => Array<FaultKind>(faults[kind] ?? 0).fill(kind));
  return [...dealt, ...Array<null>(Math.max(0, journeys - dealt.length)).fill(null)];
}

function padded(number: number, largest: number): string {
  return String(number).padStart(String(largest).length, '0');
}

function awayMs(fault: FaultKind | null, random: SeededRandom): number {
  return fault === 'client_absent' ? random.between(900, 1_600) : random.between(10, 150);
}

/** Who asks what, and which fault each question meets. The same options give the same plan. */
export function planJourneys(options: PlanOptions): readonly Journey[] {
  const { seed, journeys, users } = options;
  const random = new SeededRandom(seed);
  return random
    .shuffle(dealFaults(options))
    .slice(0, journeys)
    .map((fault, index) => {
      const userId = `user-${padded((index % users) + 1, users)}`;
      return {
        id: `question-${padded(index + 1, journeys)}`,
        userId,
        threadId: `thread-of-${userId}`,
        question: ask(random),
        fault,
        strikes: random.pick([1, 2] as const),
        awayMs: awayMs(fault, random),
      };
    });
}
