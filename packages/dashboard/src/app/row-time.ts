import { durationText } from './duration-text.js';
import type { ExecutionRow } from './execution-row.js';

/** How long an execution took, or has taken until now in whole seconds. */
export function rowTime({ createdAt, endedAt }: ExecutionRow, now: number): string {
  if (endedAt !== undefined) return durationText(endedAt - createdAt);
  return durationText(Math.floor(Math.max(0, now - createdAt) / 1_000) * 1_000);
}
