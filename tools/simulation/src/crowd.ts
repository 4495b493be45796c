import type { Random } from './random.js';

/** Who comes to a world while it is busy, and how many of each. */
export interface Crowd {
  /** Executions that are run, as a client's request would. */
  readonly runs: number;
  /** Executions that somebody drives by their ids. */
  readonly driven: number;
  /** The same by somebody who shows just in time, each time, that it is alive. */
  readonly onTheEdge: number;
  /** Executions that wait for a worker. */
  readonly queued: number;
  readonly meddlers: number;
  readonly onlookers: number;
}

/** Draws a crowd of every kind. */
export function drawCrowd(random: Random): Crowd {
  return {
    runs: random.between(4, 10),
    driven: random.between(1, 4),
    onTheEdge: random.between(0, 2),
    queued: random.between(0, 6),
    meddlers: random.between(0, 8),
    onlookers: 60,
  };
}
