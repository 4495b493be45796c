import { frozenTable } from './frozen-table.js';

/** The three states of a circuit breaker, with the table of its moves. */
export const CircuitBreakerState = Object.freeze({
  CLOSED: 'closed',
  OPEN: 'open',
  HALF_OPEN: 'half_open',
});

export type CircuitBreakerState = (typeof CircuitBreakerState)[keyof typeof CircuitBreakerState];

/** The three states, the one a breaker begins in first. */
export const CIRCUIT_BREAKER_STATES: readonly CircuitBreakerState[] = Object.freeze(
  Object.values(CircuitBreakerState),
);

/** Closed opens on repeated failure; open lets one probe through after a while; a probe decides. */
export const BREAKER_TRANSITIONS = frozenTable({
  closed: ['open'],
  open: ['half_open'],
  half_open: ['closed', 'open'],
} as const satisfies Record<CircuitBreakerState, readonly CircuitBreakerState[]>);

/** Whether the table has the single move `from` → `to`. */
export function canBreakerTransition(from: CircuitBreakerState, to: CircuitBreakerState): boolean {
  return (BREAKER_TRANSITIONS[from] as readonly CircuitBreakerState[]).includes(to);
}
