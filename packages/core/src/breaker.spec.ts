import {
  CLOSED_BREAKER,
  DEFAULT_BREAKER_POLICY as POLICY,
  abandon,
  admit,
  fail,
  succeed,
  type Breaker,
} from './breaker.js';

const closed = (failures: number): Breaker => ({ state: 'closed', failures });
const open = (until: number): Breaker => ({ state: 'open', until });
const half = (successes: number, probing: boolean): Breaker => ({
  state: 'half_open',
  successes,
  probing,
});

describe('a breaker', () => {
  it.each([
    [closed(0), true, closed(0)],
    [closed(2), true, closed(2)],
    [open(101), false, open(101)],
    [open(100), true, half(0, true)],
    [half(1, false), true, half(1, true)],
    [half(1, true), false, half(1, true)],
  ])('%j admits a call at 100: %j, and is %j then', (breaker, admitted, next) => {
    expect(admit(breaker, 100)).toEqual({ admitted, next });
  });

  it.each([
    [closed(0), closed(0)],
    [closed(2), closed(0)],
    [open(5), open(5)],
    [half(0, true), half(1, false)],
    [half(1, true), closed(0)],
  ])('%j is %j after a success', (breaker, next) => {
    expect(succeed(breaker, POLICY)).toEqual(next);
  });

  it.each([
    [closed(0), closed(1)],
    [closed(1), closed(2)],
    [closed(2), open(30_100)],
    [open(5), open(5)],
    [half(1, true), open(30_100)],
  ])('%j is %j after a failure at 100', (breaker, next) => {
    expect(fail(breaker, POLICY, 100)).toEqual(next);
  });

  it.each([
    [closed(2), closed(2)],
    [open(5), open(5)],
    [half(1, true), half(1, false)],
  ])('%j is %j after a call that told nothing', (breaker, next) => {
    expect(abandon(breaker)).toEqual(next);
  });

  it('allocates nothing while all goes well', () => {
    expect(succeed(CLOSED_BREAKER, POLICY)).toBe(CLOSED_BREAKER);
    expect(admit(CLOSED_BREAKER, 0).next).toBe(CLOSED_BREAKER);
  });
});
