import { TrackerError } from '@tracker/state';
import { markFault } from './index.js';
import { REQUEST, aWorld } from './world.fixture.js';

const hostile = () =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
      has: () => {
        throw new Error('trap');
      },
      getPrototypeOf: () => {
        throw new Error('trap');
      },
      ownKeys: () => {
        throw new Error('trap');
      },
    },
  );

const unwilling = () => {
  throw new Error('no');
};

const throwsOnText = {
  toString(): string {
    throw new Error('no text');
  },
};

const THROWN: [string, () => unknown, object][] = [
  ['an error', () => new Error('boom'), { code: 'agent_error', detail: 'Error: boom' }],
  ['a string', () => 'boom', { code: 'agent_error', detail: 'boom' }],
  ['undefined', () => undefined, { code: 'agent_error', detail: 'undefined' }],
  ['null', () => null, { code: 'agent_error' }],
  ['a symbol', () => Symbol('s'), { code: 'agent_error', detail: 'Symbol(s)' }],
  ['a proxy whose every trap throws', hostile, { code: 'agent_error' }],
  ['what can not be put in words', () => throwsOnText, { code: 'agent_error' }],
  ['a frozen error', () => Object.freeze(new Error('cold')), { code: 'agent_error' }],
  ['a very long error', () => new Error('x'.repeat(9_000)), { code: 'agent_error' }],
  ['a user fault', () => markFault(new Error('no file'), 'user'), { fault: 'user' }],
  [
    'a timeout that names no clock',
    () => new TrackerError({ code: 'operation_timeout', message: 'mine' }),
    { code: 'misuse' },
  ],
  [
    'an open circuit that names no dependency',
    () => new TrackerError({ code: 'circuit_open', message: 'mine' }),
    { code: 'circuit_open' },
  ],
];

const ANSWERS: [string, () => unknown, string][] = [
  ['a proxy whose every trap throws', hostile, 'agent_error'],
  ['a thenable that throws', () => ({ then: unwilling }), 'agent_error'],
  ['undefined', () => undefined, 'empty_response'],
  ['an empty list', () => [], 'empty_response'],
  ['an empty object', () => ({}), 'empty_response'],
  ['a blank', () => ' \n\t', 'empty_response'],
  ['a bigint', () => 1n, 'invalid_answer'],
  ['a date', () => new Date(0), 'empty_response'],
  ['a map', () => new Map([[1, 2]]), 'empty_response'],
  ['too much', () => 'x'.repeat(300_000), 'invalid_answer'],
];

describe('an agent', () => {
  it.each(THROWN)(
    'that throws %s ends in failed, with words for the user',
    async (_, what, cause) => {
      const { tracker } = aWorld();
      const outcome = await tracker.run(REQUEST, () => {
        throw what();
      });
      expect(outcome).toMatchObject({ state: 'failed', cause });
      expect('message' in outcome && outcome.message).toMatch(/\w+/);
      const detail = 'cause' in outcome && 'detail' in outcome.cause ? outcome.cause.detail : '';
      expect(detail?.length).toBeLessThanOrEqual(2_001);
    },
  );

  it.each(ANSWERS)('that answers %s ends in failed', async (_, answer, code) => {
    const { tracker } = aWorld();
    const outcome = await tracker.run(REQUEST, answer);
    expect(outcome).toMatchObject({ state: 'failed', cause: { code } });
  });

  it('that is none is refused before anything exists', async () => {
    const { tracker, store } = aWorld();
    const run = tracker.run(REQUEST, undefined as never);
    await expect(run).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await store.latestCursor()).toBe(0);
  });

  it('that calls what does not exist, or in the wrong order, ends in failed as misuse', async () => {
    const { tracker } = aWorld();
    const outcome = await tracker.run(REQUEST, (execution) => execution.enterPhase('created'));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'misuse' } });
  });
});
