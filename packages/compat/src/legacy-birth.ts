import type { ExecutionLimits } from '@tracker/state';
import { describeGiven } from '@tracker/state';
import { ValueError } from './legacy-errors.js';

/** The longest time that older code may ask for, in seconds: half the longest limit. */
const MAX_SECONDS = 15_811_200;

/** Whole milliseconds of seconds; throws `ValueError` for what is no time, zero included. */
export function toMs(seconds: unknown, what: string): number {
  const ms = typeof seconds === 'number' ? Math.round(seconds * 1_000) : NaN;
  if (ms >= 1 && ms <= MAX_SECONDS * 1_000) return ms;
  throw new ValueError(
    `${what} is a number of seconds, from 0.001 to ${MAX_SECONDS}; got ${describeGiven(seconds)}. ` +
      `A limit of zero would end everything at once and is refused; leave it out for the default.`,
    { details: { what, given: describeGiven(seconds) } },
  );
}

/** The limits of an execution that older code creates: one for all of it, one for silence, in milliseconds. */
export function birthLimits(
  timeoutMs: number,
  livenessTimeoutMs: number,
): Partial<ExecutionLimits> {
  return {
    startTimeoutMs: timeoutMs,
    executionTimeoutMs: timeoutMs,
    idleTimeoutMs: timeoutMs,
    livenessTimeoutMs,
  };
}
