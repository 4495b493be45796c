import { UsageError } from './usage-error.js';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** A day, in milliseconds. */
const MAX_MS = 86_400_000;

/** A duration such as `45s`, `30m` or `2h`, in milliseconds. Throws a UsageError. */
export function durationOf(name: string, given: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(given) ?? [];
  const ms = Math.round(Number(number) * (UNITS[unit ?? ''] ?? NaN));
  if (ms >= 1_000 && ms <= MAX_MS) return ms;
  throw new UsageError(
    `${name} is ${JSON.stringify(given)}; it must be a duration from 1s to 24h, such as 90s, 30m or 2h.`,
  );
}
