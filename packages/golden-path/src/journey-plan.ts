import { SeededRandom } from '@tracker/core/testing';
import type { Cell } from './fault-matrix.js';
import { ask, askForTool, type Question } from './question.js';

/** One question of one user, from sending it to acknowledging the answer. */
export interface Journey {
  /** The message's id, and so the run's. */
  readonly id: string;
  readonly userId: string;
  readonly threadId: string;
  readonly question: Question;
  /** Null when nothing is to go wrong. */
  readonly fault: Cell | null;
  /** Which of the model's calls a fault of the model strikes. */
  readonly call: 1 | 2;
  /** How long a client that is to be away or slow is so, in milliseconds. */
  readonly awayMs: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly journeys: number;
  readonly users: number;
  /** At most one for each journey. */
  readonly faults: readonly Cell[];
  /** Begins the ids of the journeys, so that those of another plan are others. Default `question`. */
  readonly prefix?: string;
}

function padded(number: number, largest: number): string {
  return String(number).padStart(String(largest).length, '0');
}

function awayMs(fault: Cell | null, random: SeededRandom): number {
  return fault?.kind === 'client_drops' ? random.between(10, 150) : random.between(900, 1_600);
}

/** Who asks what, and which fault each question meets. The same options give the same plan. */
export function planJourneys(options: PlanOptions): readonly Journey[] {
  const { seed, journeys, users, faults, prefix = 'question' } = options;
  const random = new SeededRandom(seed);
  const calm = Array<null>(Math.max(0, journeys - faults.length)).fill(null);
  return random
    .shuffle([...faults, ...calm])
    .slice(0, journeys)
    .map((fault, index) => {
      const userId = `user-${padded((index % users) + 1, users)}`;
      return {
        id: `${prefix}-${padded(index + 1, journeys)}`,
        userId,
        threadId: `thread-of-${userId}`,
        // a fault may lie in wait where only a tool leads
        question: fault ? askForTool(random) : ask(random),
        fault,
        call: random.pick([1, 2] as const),
        awayMs: awayMs(fault, random),
      };
    });
}
