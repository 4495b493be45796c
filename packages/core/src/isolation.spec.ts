import { AgentExecutionTracker, UserTracker, type TrackedEvent } from './index.js';
import { REQUEST, aWorld, hanging, refusal, running } from './world.fixture.js';

const METHODS = (target: object): string[] => {
  const names = new Set<string>();
  for (let type = target; type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const name of Object.getOwnPropertyNames(type)) names.add(name);
  }
  return [...names].filter((name) => name !== 'constructor');
};

type Ask = (user: UserTracker, id: string) => Promise<unknown>;

/** What every method that names an execution says about one that never was. */
const BY_ID: Record<string, Ask> = {
  getExecution: (user, id) => user.getExecution(id),
  getExecutionState: (user, id) => user.getExecutionState(id),
  history: (user, id) => user.history(id),
  historyPage: (user, id) => user.historyPage(id, { after: 1, limit: 2 }),
  acknowledge: (user, id) => user.acknowledge(id),
  cancelExecution: (user, id) => user.cancelExecution(id),
  holdExecution: (user, id) => user.holdExecution(id, { reason: 'x' }),
  resumeExecution: (user, id) => user.resumeExecution(id),
  run: (user, id) => user.run({ agentName: 'a', threadId: 't', retryOf: id }, () => 'x'),
  createExecution: (user, id) =>
    user.createExecution({ agentName: 'a', threadId: 't', retryOf: id }),
};

/** The other methods, each with a test of its own below. */
const OF_ALL = [
  'listExecutions',
  'undelivered',
  'watch',
  'latestCursor',
  'metrics',
  'userId',
  'perform',
];

/** What a question comes to, without the id that was asked for. */
async function verdict(ask: Ask, user: UserTracker, id: string): Promise<string> {
  const said = await ask(user, id).then(
    (value) => ({ value: value ?? null }),
    (error) => ({ code: error.code, message: error.message, details: error.details }),
  );
  return JSON.stringify(said).replaceAll(id, '<id>');
}

async function twoUsers() {
  const world = aWorld();
  const { tracker } = world;
  const active = await running(tracker);
  const held = await running(tracker);
  await tracker.holdExecution(held, { reason: 'approval' });
  const ended = await running(tracker);
  await tracker.failExecution(ended, { error: 'x' });
  return { ...world, ids: { active, held, ended }, bob: tracker.forUser('bob') };
}

describe('the tracker of one user', () => {
  it('has no method that this spec does not know', () => {
    const { tracker } = aWorld();
    const known = [...Object.keys(BY_ID), ...OF_ALL];
    expect(METHODS(tracker.forUser('bob')).sort()).toEqual(known.sort());
  });

  it.each(Object.entries(BY_ID))(
    '%s says of a foreign execution what it says of none',
    async (_, ask) => {
      const { bob, ids, tracker } = await twoUsers();
      const unknown = await verdict(ask, bob, 'exec_never');
      for (const id of Object.values(ids)) expect(await verdict(ask, bob, id)).toBe(unknown);
      for (const [name, id] of Object.entries(ids)) {
        const state = { active: 'running', held: 'running', ended: 'failed' }[name];
        expect(await tracker.getExecutionState(id)).toBe(state);
      }
      expect((await tracker.history(ids.ended)).at(-1)?.type).toBe('ended');
    },
  );

  it('lists, counts and pages nothing of anybody else', async () => {
    const { bob, ids } = await twoUsers();
    for (const input of [{}, { states: ['failed' as const] }]) {
      expect(await bob.listExecutions(input)).toEqual({ executions: [], next: undefined });
      expect(await bob.undelivered(input)).toEqual({ executions: [], next: undefined });
    }
    for (const after of [ids.active, 'exec_never']) {
      const page = bob.listExecutions({ after });
      await expect(page).rejects.toMatchObject({ code: 'cursor_expired', details: { after } });
    }
    expect(await bob.metrics()).toMatchObject({ total: 0, undelivered: 0, successRate: null });
  });

  it('watches its own only, from the very beginning and as it happens', async () => {
    const { bob, clock } = await twoUsers();
    const seen: TrackedEvent[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const event of bob.watch({ after: 0, signal: stop.signal })) seen.push(event);
    })();
    await clock.advance(2_000);
    expect(seen).toEqual([]);
    const outcome = await bob.run({ agentName: 'a', threadId: 't' }, () => 'hello');
    await clock.settle();
    stop.abort();
    await watching;
    expect(new Set(seen.map(({ executionId }) => executionId))).toEqual(
      new Set([outcome.executionId]),
    );
    expect(seen.every(({ userId }) => userId === 'bob')).toBe(true);
  });

  it('starts for its own user, whatever the input says', async () => {
    const { tracker } = aWorld();
    const bob = tracker.forUser('bob');
    const id = await bob.createExecution({ ...REQUEST, userId: 'ann' } as never);
    expect((await tracker.getExecution(id))?.userId).toBe('bob');
  });

  it('can not be talked into being another by changing its name', async () => {
    const { tracker } = aWorld();
    const bob = tracker.forUser('bob');
    expect(() => Object.assign(bob, { userId: 'ann' })).toThrow(TypeError);
    expect(bob.userId).toBe('bob');
  });

  it('does all for its own executions that it refuses for foreign ones', async () => {
    const world = aWorld();
    const ann = world.tracker.forUser('ann');
    const { id } = await hanging(world);
    expect(await ann.getExecutionState(id)).toBe('running');
    expect(await ann.holdExecution(id, { reason: 'approval' })).toBe('running');
    expect(await ann.resumeExecution(id)).toBe('running');
    expect(await ann.cancelExecution(id)).toBe('running');
    await world.clock.advance(6_000);
    expect((await ann.undelivered()).executions.map((execution) => execution.id)).toEqual([id]);
    await ann.acknowledge(id, { by: 'browser' });
    expect((await ann.undelivered()).executions).toEqual([]);
    expect(await ann.metrics()).toMatchObject({ total: 1, undelivered: 0 });
  });

  it.each([
    ['an empty one', ''],
    ['a blank one', '  '],
    ['null', null],
    ['a number', 7],
    ['an object', { userId: 'ann' }],
    ['one with a line break', 'ann\nbob'],
    ['one with NUL', 'ann\u0000'],
    ['half a character, which stores can not tell from another half', 'ann\ud800'],
    ['a very long one', 'a'.repeat(201)],
  ])('is refused for %s', async (_, userId) => {
    const { tracker, store } = aWorld();
    expect(() => tracker.forUser(userId as string)).toThrow(/forUser/);
    const create = tracker.createExecution({ ...REQUEST, userId: userId as string });
    expect((await refusal(create)).code).toBe('invalid_input');
    expect(await store.latestCursor()).toBe(0);
  });

  it('keeps users apart whose names are alike', async () => {
    const { tracker } = aWorld();
    const names = [
      'ann',
      'Ann',
      'ann ',
      'änn',
      'a\u0308nn',
      '__proto__',
      'constructor',
      'ann%',
      "a'",
    ];
    for (const userId of names) await tracker.createExecution({ ...REQUEST, userId });
    for (const userId of names) {
      const { executions } = await tracker.forUser(userId).listExecutions();
      expect(executions.map((execution) => execution.userId)).toEqual([userId]);
    }
  });
});

describe('by type', () => {
  it('there is no way from a user to others, and no state but a state', () => {
    const dictionary = { success: true, completed: true };
    const shouted = 'RUNNING';
    const compiles = (tracker: AgentExecutionTracker, user: UserTracker) => {
      // ASSERTION: a user's tracker is no operator's
      // @ts-expect-error it lacks what drives executions by id
      const operator: AgentExecutionTracker = user;
      // ASSERTION: it can't make another user's tracker
      // @ts-expect-error there is no forUser
      void user.forUser;
      // ASSERTION: it starts for nobody else
      // @ts-expect-error userId is not among the inputs
      void user.createExecution({ agentName: 'a', threadId: 't', userId: 'ann' });
      // ASSERTION: it completes nothing
      // @ts-expect-error only the operator ends executions
      void user.completeExecution;
      // ASSERTION: it can't become another
      // @ts-expect-error userId is read-only
      user.userId = 'ann';
      // ASSERTION: the scope is out of reach
      // @ts-expect-error perform is protected
      void user.perform;
      // ASSERTION: a dictionary is no state
      // @ts-expect-error an object where a state is meant
      void tracker.updateExecutionState('x', dictionary);
      // ASSERTION: a string that is no state is none
      // @ts-expect-error RUNNING is not spelled so
      void tracker.updateExecutionState('x', shouted);
      // ASSERTION: completed needs an answer
      // @ts-expect-error the answer is missing
      void tracker.updateExecutionState('x', 'completed');
      // ASSERTION: an answer belongs to completed
      // @ts-expect-error failed takes no answer
      void tracker.updateExecutionState('x', 'failed', { answer: 1 });
      // ASSERTION: a timeout names its limit
      // @ts-expect-error operation and limitMs are missing
      void tracker.updateExecutionState('x', 'timeout', {});
      // ASSERTION: death is the tracker's own verdict
      // @ts-expect-error nobody declares anybody dead
      void tracker.updateExecutionState('x', 'dead', {});
      // ASSERTION: a phase is a phase
      // @ts-expect-error no phase has that name
      void tracker.enterPhase('x', 'dreaming');
      return operator;
    };
    expect(compiles).toBeInstanceOf(Function);
  });
});
