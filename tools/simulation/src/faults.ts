import type { Random } from './random.js';

/** How hostile a world is; probabilities are per call of a store, per hint, or per second of a process. */
export interface Faults {
  /** A call fails before it has done anything. */
  readonly failure: number;
  /** A commit lands and its answer is an error. */
  readonly ambiguous: number;
  /** A call takes up to `slowMs`, on the way there or back. */
  readonly slow: number;
  readonly slowMs: number;
  /** A hint gets lost. */
  readonly lostHint: number;
  /** A hint comes twice, or late and so out of order. */
  readonly wildHint: number;
  /** A process crashes at a commit, before or after it lands. */
  readonly crashAtCommit: number;
  /** A process crashes in any second. */
  readonly crashPerSecond: number;
  /** A process is paused in any second, for up to `pauseMs`. */
  readonly pausePerSecond: number;
  readonly pauseMs: number;
  /** A process can't write to the store for up to five seconds, from any second on. */
  readonly lockOutPerSecond: number;
  /** The whole world stands still in any second, for up to ten minutes. */
  readonly stallPerSecond: number;
  /** The estimate of the store's clock in a process is off by up to this. */
  readonly skewMs: number;
}

/** A world in which nothing goes wrong. */
export const CALM: Faults = Object.freeze({
  failure: 0,
  ambiguous: 0,
  slow: 0,
  slowMs: 0,
  lostHint: 0,
  wildHint: 0,
  crashAtCommit: 0,
  crashPerSecond: 0,
  pausePerSecond: 0,
  pauseMs: 0,
  lockOutPerSecond: 0,
  stallPerSecond: 0,
  skewMs: 0,
});

/** Whether nobody who is healthy can be taken for dead in a world like this. */
export function isGentle(faults: Faults): boolean {
  const { crashAtCommit, crashPerSecond, lockOutPerSecond, pauseMs, slowMs } = faults;
  return crashAtCommit + crashPerSecond + lockOutPerSecond === 0 && pauseMs <= 500 && slowMs <= 700;
}

/** Draws how hostile a world is: a third without crashes, and each kind of fault absent from some. */
export function drawFaults(random: Random): Faults {
  const some = (probability: number): number => (random.chance(0.6) ? probability : 0);
  const gentle = random.chance(0.35);
  return {
    failure: some(0.05),
    ambiguous: some(0.05),
    slow: some(0.2),
    slowMs: random.pick([20, 200, 700]),
    lostHint: some(0.3),
    wildHint: some(0.3),
    crashAtCommit: gentle ? 0 : some(0.01),
    crashPerSecond: gentle ? 0 : some(0.05),
    pausePerSecond: some(0.1),
    pauseMs: gentle ? 500 : random.pick([500, 5_000, 30_000]),
    lockOutPerSecond: some(0.1),
    stallPerSecond: some(0.03),
    skewMs: random.chance(0.3) ? 40 : 0,
  };
}
