import fc from 'fast-check';
import { EVERYTHING, type ExecutionQuery } from './execution-query.js';
import { frame, running } from './execution.fixture.js';
import { rowOf } from './execution-row.js';
import { PAGE_ROWS, windowAfter, type ExecutionWindow } from './execution-window.js';

const empty = (query: Partial<ExecutionQuery> = {}): ExecutionWindow => ({
  query: { ...EVERYTHING, ...query },
  rows: [],
  next: undefined,
  newer: 0,
});

const created = (id: string, given: object = {}) =>
  frame({ executionId: id, fact: 'created', seq: 1, state: 'pending', phase: 'created', ...given });

const ids = ({ rows }: ExecutionWindow) => rows.map(({ id }) => id);

it('puts new ones in front', () => {
  const window = ['a', 'b', 'c'].reduce((one, id) => windowAfter(one, created(id)), empty());
  expect(ids(window)).toEqual(['c', 'b', 'a']);
});

it('never holds more than a page, and says where the next begins', () => {
  fc.assert(
    fc.property(fc.nat(3 * PAGE_ROWS), (count) => {
      let window = empty();
      for (let n = 0; n < count; n++) window = windowAfter(window, created(`e-${n}`));
      expect(window.rows).toHaveLength(Math.min(count, PAGE_ROWS));
      const last = window.rows.at(-1)?.id;
      expect(window.next).toBe(count > PAGE_ROWS ? last : undefined);
    }),
  );
});

it('shows only what was asked for', () => {
  const query = { states: ['running' as const], agentName: 'triage' };
  const window = { ...empty(query), rows: [rowOf(running())] };
  expect(windowAfter(window, created('other'))).toBe(window);
  expect(ids(windowAfter(window, frame({ state: 'completing', phase: 'completing' })))).toEqual([]);
  expect(ids(windowAfter(window, frame()))).toEqual(['e-1']);
});

it.each([{ agentName: 'x' }, { userId: 'x' }, { threadId: 'x' }, { undelivered: true }])(
  'lets nobody in whom %j keeps out',
  (query) => {
    const window = empty(query);
    expect(windowAfter(window, created('e-2'))).toBe(window);
  },
);

it('does not move a later page, and counts what it does not show', () => {
  const window = windowAfter(empty({ after: 'e-9' }), created('e-10'));
  expect([ids(window), window.newer]).toEqual([[], 1]);
});

it('is the same window when nothing in it has changed', () => {
  const window = { ...empty(), rows: [rowOf(running())] };
  expect(windowAfter(window, frame({ seq: 5 }))).toBe(window);
  expect(windowAfter(window, frame({ executionId: 'elsewhere' }))).toBe(window);
});
