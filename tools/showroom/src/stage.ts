import { sleep, type Clock } from '@tracker/core';
import { between, type Random } from './random.js';

/** What an agent of the showroom acts with: a time and a temper. */
export interface Stage {
  readonly clock: Clock;
  readonly random: Random;
}

/** Takes its time, between two durations; rejects when the work is to stop. */
export async function dwell(
  { clock, random }: Stage,
  [low, high]: readonly [number, number],
  signal: AbortSignal,
): Promise<void> {
  await sleep(clock, between(random, low, high), signal);
  signal.throwIfAborted();
}
