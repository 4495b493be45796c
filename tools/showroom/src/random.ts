/** Draws numbers from 0 up to 1. */
export type Random = () => number;

/** One of several. */
export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** A number between two. */
export function between(random: Random, low: number, high: number): number {
  return Math.round(low + random() * (high - low));
}
