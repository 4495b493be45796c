import { isActive, type Execution } from '@tracker/state';
import { when, type Contradiction } from './contradiction.js';
import { passedDeadline } from './deadlines.js';
import { quoted } from './evidence-words.js';

/** An execution as a reader saw it, and the line that says so. */
export interface ReadRecord {
  readonly record: Execution;
  readonly readAt: number;
  readonly readBy: string | undefined;
  readonly where: string;
}

/** What a read contradicts by itself. */
export function readRules({ record, readAt, readBy }: ReadRecord): readonly Contradiction[] {
  const { state, version, userId } = record;
  const passed = isActive(state) ? passedDeadline(record, readAt) : undefined;
  return [
    ...when(passed !== undefined, 'stale_read', () => [
      `the ${passed?.clock} clock had run out at ${passed?.at}`,
      `at ${readAt} a reader saw version ${version} in state '${state}'`,
    ]),
    ...when(readBy !== undefined && readBy !== userId, 'foreign_read', () => [
      `the execution belongs to user ${quoted(userId)}`,
      `it was read by user ${quoted(readBy)}`,
    ]),
  ];
}
