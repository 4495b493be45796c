import fc from 'fast-check';
import { EXECUTION_STATES } from '@tracker/state';
import { EVERYTHING, isFiltered } from './execution-query.js';
import { hrefOf, readRoute, type Route } from './route.js';

const name = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).filter(isSteady);

/** Names come without blanks around them. */
function isSteady(text: string): boolean {
  return text === text.trim() && text !== '';
}

const query = fc.record({
  states: fc.subarray([...EXECUTION_STATES]),
  agentName: fc.oneof(fc.constant(''), name),
  userId: fc.oneof(fc.constant(''), name),
  threadId: fc.oneof(fc.constant(''), name),
  undelivered: fc.boolean(),
  after: fc.oneof(fc.constant(''), name),
});

const route: fc.Arbitrary<Route> = fc.oneof(
  fc.record({ view: fc.constantFrom('executions' as const, 'undelivered' as const), query }),
  fc.record({ view: fc.constantFrom('execution' as const, 'why' as const), id: name }),
  fc.record({ view: fc.constantFrom('breakers' as const, 'criteria' as const) }),
);

it('reads every address that it writes, whatever people and agents are called', () => {
  fc.assert(fc.property(route, (one) => expect(readRoute(hrefOf(one))).toEqual(one)));
});

it.each(['execution', 'why'] as const)(
  'takes an id for what it is in the address of %s',
  (view) => {
    const one: Route = { view, id: 'a/b?c=d#e%41/why' };
    expect(readRoute(hrefOf(one))).toEqual(one);
  },
);

it('never fails at an address', () => {
  fc.assert(fc.property(fc.string(), (hash) => expect(readRoute(hash)).toHaveProperty('view')));
});

it.each(['#/nonesuch', '#/breakers/x', '#/executions/a/b', '#/executions/a/why/c'])(
  'leads nowhere from %s',
  (hash) => expect(readRoute(hash)).toEqual({ view: 'unknown' }),
);

it('begins with everything', () => {
  for (const hash of ['', '#', '#/']) {
    expect(readRoute(hash)).toEqual({ view: 'executions', query: EVERYTHING });
  }
});

it('passes over what can be no filter', () => {
  const read = readRoute('#/executions?state=done&state=dead&agentName=%20%20&nonesuch=1');
  expect(read).toEqual({ view: 'executions', query: { ...EVERYTHING, states: ['dead'] } });
});

it('does not take a place in the list for a filter', () => {
  expect(isFiltered({ ...EVERYTHING, after: 'x' })).toBe(false);
  expect(isFiltered({ ...EVERYTHING, undelivered: true })).toBe(true);
});
