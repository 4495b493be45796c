import type { ExecutionRecord, ListQuery } from '@tracker/core';
import {
  ACTIVE_STATES,
  TERMINAL_STATES,
  type ExecutionState,
  type TerminalState,
} from '@tracker/state';

/** Where active executions stand. */
export const ACTIVE = 'active';

/**
 * The shelf an execution stands on: lists go along shelves, so that a few of one kind are found among a million of
 * another. An execution changes its shelf twice in its life: when it ends, and when it is acknowledged.
 */
export function shelfOf({ state, delivery }: ExecutionRecord): string {
  if (!delivery) return ACTIVE;
  return delivery.acknowledgedAt === null ? state : `${state} seen`;
}

/** Whether what stands on a shelf has ended and is not acknowledged. */
export function isUnseen(shelf: string): boolean {
  return TERMINAL_STATES.includes(shelf as TerminalState);
}

/** Whether what stands on a shelf has ended and is acknowledged. */
export function isSeen(shelf: string): boolean {
  return shelf !== ACTIVE && !isUnseen(shelf);
}

/** The shelves on which executions that fit a query may stand. */
export function shelvesFor({ states, unacknowledged }: ListQuery): string[] {
  const wanted = (state: ExecutionState): boolean => states?.includes(state) ?? true;
  const ended = TERMINAL_STATES.filter(wanted);
  return [
    ...(ACTIVE_STATES.some(wanted) ? [ACTIVE] : []),
    ...ended,
    ...(unacknowledged ? [] : ended.map((state) => `${state} seen`)),
  ];
}

/** All shelves there are. */
export const SHELVES: readonly string[] = shelvesFor({ limit: 0 });
