import { CIRCUIT_BREAKER_STATES, canBreakerTransition } from './breaker-state.js';

const LEGAL = ['closed → open', 'open → half_open', 'half_open → closed', 'half_open → open'];
const pairs = CIRCUIT_BREAKER_STATES.flatMap((from) =>
  CIRCUIT_BREAKER_STATES.map((to) => ({ from, to })),
);

it('begins closed', () => {
  expect(CIRCUIT_BREAKER_STATES).toEqual(['closed', 'open', 'half_open']);
});

it.each(pairs)('$from → $to is as witnessed', ({ from, to }) => {
  expect(canBreakerTransition(from, to)).toBe(LEGAL.includes(`${from} → ${to}`));
});
