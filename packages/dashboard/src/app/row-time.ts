import { durationText, runningText } from './duration-text.js';
import type { ExecutionRow } from './execution-row.js';

/** How long an execution took, or has taken until now in whole seconds. */
export function rowTime({ createdAt, endedAt }: ExecutionRow, now: number): string {
  return endedAt === undefined ? runningText(now - createdAt) : durationText(endedAt - createdAt);
}
