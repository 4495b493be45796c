import type { TrackedEvent } from './index.js';
import { MemoryStore } from './index.js';
import { ManualClock } from './testing.js';
import { REQUEST, aWorld, hanging, refusal, running } from './world.fixture.js';

type World = ReturnType<typeof aWorld>;

/** The first `count` events after a cursor. */
async function take({ tracker }: World, count: number, after = 0): Promise<TrackedEvent[]> {
  const seen: TrackedEvent[] = [];
  for await (const event of tracker.watch({ after })) {
    seen.push(event);
    if (seen.length === count) break;
  }
  return seen;
}

async function manyFacts(world: World, executions: number): Promise<void> {
  for (let i = 0; i < executions; i++) {
    const id = await running(world.tracker);
    await world.tracker.completeExecution(id, { answer: i });
  }
}

describe('watch', () => {
  it('goes on from any cursor without gap or duplicate', async () => {
    const world = aWorld();
    await manyFacts(world, 60);
    const all = await take(world, 300);
    expect(all.map(({ cursor }) => cursor)).toEqual([...all.keys()].map((i) => i + 1));
    for (const at of [1, 7, 255, 256, 257, 299]) {
      expect(await take(world, 300 - at, at)).toEqual(all.slice(at));
    }
  });

  it('says whose a fact is and where the execution stands after it', async () => {
    const world = aWorld();
    await manyFacts(world, 1);
    const all = await take(world, 5);
    expect(all.map(({ state, phase, seq }) => [state, phase, seq])).toEqual([
      ['pending', 'created', 1],
      ['starting', 'starting', 2],
      ['running', 'thinking', 3],
      ['completing', 'completing', 4],
      ['completed', 'completed', 5],
    ]);
    expect(await take(world, 2, 3)).toEqual(all.slice(3));
    expect(all[0]).toMatchObject({ userId: 'ann', threadId: 't1', agentName: 'triage' });
  });

  it('begins where it was called, not where it is first read', async () => {
    const world = aWorld();
    await manyFacts(world, 1);
    const events = world.tracker.watch();
    const id = await world.tracker.createExecution(REQUEST);
    expect((await events.next()).value).toMatchObject({ executionId: id, seq: 1 });
    await events.return();
  });

  it('lets a slow reader have all, at its own pace', async () => {
    const world = aWorld();
    const events = world.tracker.watch({ after: 0 });
    await manyFacts(world, 1);
    const seen: number[] = [];
    for (let i = 0; i < 10; i++) {
      for (let j = 0; j < 5; j++) seen.push((await events.next()).value?.cursor ?? 0);
      await manyFacts(world, 1);
      await world.clock.advance(60_000);
    }
    expect(seen).toEqual([...seen.keys()].map((i) => i + 1));
    await events.return();
  });

  it('sees what another tracker wrote even when the hint is lost', async () => {
    const world = aWorld();
    const deaf = new Proxy(world.store, {
      get(store, key) {
        if (key === 'subscribe') return () => ({ dispose: () => undefined });
        const value = Reflect.get(store, key) as unknown;
        return typeof value === 'function' ? value.bind(store) : value;
      },
    });
    const reader = aWorld({ store: deaf, clock: world.clock, name: 'deaf' }).tracker;
    const next = reader.watch({ after: 0 }).next();
    await world.clock.settle();
    const id = await world.tracker.createExecution(REQUEST);
    await world.clock.advance(1_000);
    expect((await next).value?.executionId).toBe(id);
  });

  it.each(['abort', 'close'])('ends on %s, without an error', async (how) => {
    const world = aWorld();
    const stop = new AbortController();
    const done = (async () => {
      for await (const _ of world.tracker.watch({ signal: stop.signal }));
      return 'ended';
    })();
    await world.clock.settle();
    if (how === 'abort') stop.abort();
    else await world.tracker.close();
    expect(await done).toBe('ended');
  });

  it('says so when what follows the cursor is gone', async () => {
    const clock = new ManualClock();
    const world = aWorld({ clock, store: new MemoryStore({ clock, maxFeed: 3 }) });
    await manyFacts(world, 2);
    const error = await refusal(world.tracker.watch({ after: 1 }).next());
    expect(error).toMatchObject({ code: 'cursor_expired', details: { after: 1 } });
    expect(error.message).toContain('go on from the latest cursor');
  });

  it('says so when the execution whose facts were half seen is gone', async () => {
    const clock = new ManualClock();
    const { tracker } = aWorld({ clock, store: new MemoryStore({ clock, maxEnded: 1 }) });
    const id = await running(tracker);
    const halfSeen = await tracker.latestCursor();
    await tracker.failExecution(id);
    await tracker.failExecution(await running(tracker));
    const error = await refusal(tracker.watch({ after: halfSeen }).next());
    expect(error).toMatchObject({ code: 'cursor_expired', details: { executionId: id } });
    expect(error.message).toContain('go on from the latest cursor');
    const { done } = await tracker.watch({ after: 0 }).next();
    expect(done).toBe(false);
  });

  it.each([-1, 0.5, Number.NaN, '3', null])('refuses the cursor %p', async (after) => {
    const { tracker } = aWorld();
    const asked = (async () => tracker.watch({ after: after as number }).next())();
    expect((await refusal(asked)).code).toBe('invalid_input');
  });
});

describe('an outcome', () => {
  it('waits among the undelivered until it is acknowledged, in the order of need', async () => {
    const { tracker } = aWorld();
    const ids = [await running(tracker), await running(tracker), await running(tracker)];
    await tracker.completeExecution(ids[0] as string, { answer: 'x' });
    await tracker.failExecution(ids[1] as string);
    const waiting = async () => (await tracker.undelivered()).executions.map(({ id }) => id);
    expect(await waiting()).toEqual([ids[1], ids[0]]);
    await tracker.acknowledge(ids[1] as string);
    expect(await waiting()).toEqual([ids[0]]);
    const failed = await tracker.undelivered({ states: ['failed'] });
    expect(failed.executions).toEqual([]);
  });

  it('can be acknowledged twice, and the first time counts', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.completeExecution(id, { answer: 'x' });
    await tracker.acknowledge(id, { by: 'phone' });
    await clock.advance(10);
    await tracker.acknowledge(id, { by: 'laptop' });
    const history = await tracker.history(id);
    expect(history.filter(({ type }) => type === 'acknowledged')).toHaveLength(1);
    expect(await tracker.getExecution(id)).toMatchObject({ delivery: { acknowledgedBy: 'phone' } });
  });

  it('can be acknowledged after it was overdue, which stays on record', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker);
    await tracker.completeExecution(id, { answer: 'x' });
    await clock.advance(90_000);
    await tracker.acknowledge(id);
    expect((await tracker.history(id)).map(({ type }) => type).slice(-2)).toEqual([
      'delivery_overdue',
      'acknowledged',
    ]);
  });

  it('can not be acknowledged before there is one', async () => {
    const { tracker } = aWorld();
    const error = await refusal(tracker.acknowledge(await running(tracker)));
    expect(error.code).toBe('not_applicable');
  });
});

describe('a retry', () => {
  const failed = async (world: World, input = {}) => {
    const id = await running(world.tracker, input);
    await world.tracker.failExecution(id);
    return id;
  };

  it('is a new execution with the next number that points back', async () => {
    const world = aWorld();
    const first = await failed(world);
    const second = await failed(world, { retryOf: first });
    const third = await world.tracker.createExecution({ ...REQUEST, retryOf: second });
    expect([second, third]).toEqual([`${first}~2`, `${first}~3`]);
    expect(await world.tracker.getExecution(third)).toMatchObject({ attempt: 3, retryOf: second });
    expect(await world.tracker.getExecutionState(first)).toBe('failed');
  });

  it('happens once, though two ask for it', async () => {
    const world = aWorld();
    const first = await failed(world);
    const both = [1, 2].map(() => world.tracker.createExecution({ ...REQUEST, retryOf: first }));
    const [one, two] = await Promise.allSettled(both);
    expect([one?.status, two?.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(two?.status === 'rejected' && two.reason).toMatchObject({ code: 'duplicate_id' });
  });

  it('of one whose id was chosen does not mistake a part of it for the attempt', async () => {
    const world = aWorld();
    const first = await failed(world, { id: 'job~7' });
    const second = await failed(world, { id: 'custom', retryOf: first });
    expect(await failed(world, { retryOf: second })).toBe('custom~3');
    expect(await failed(world, { retryOf: await failed(world, { id: 'x~1' }) })).toBe('x~1~2');
  });

  it('has an id that can be asked for, also when the first one is as long as it may be', async () => {
    const world = aWorld();
    const first = await failed(world, { id: 'x'.repeat(200) });
    const error = await refusal(world.tracker.createExecution({ ...REQUEST, retryOf: first }));
    expect(error.code).toBe('invalid_input');
    const named = await world.tracker.createExecution({ ...REQUEST, id: 'short', retryOf: first });
    expect(await world.tracker.getExecution(named)).toMatchObject({ attempt: 2 });
  });

  it.each(['running', 'completed'])('of a %s one is refused', async (state) => {
    const world = aWorld();
    const id = await running(world.tracker);
    if (state === 'completed') await world.tracker.completeExecution(id, { answer: 'x' });
    const error = await refusal(world.tracker.createExecution({ ...REQUEST, retryOf: id }));
    expect(error).toMatchObject({ code: 'not_applicable', details: { executionId: id } });
    expect(error.message).toContain(`is "${state}"`);
  });

  it('of another user’s does not exist', async () => {
    const world = aWorld();
    const id = await failed(world);
    const stolen = world.tracker.createExecution({ ...REQUEST, userId: 'bob', retryOf: id });
    expect((await refusal(stolen)).code).toBe('not_found');
  });
});

describe('close', () => {
  it('waits for runs to end, takes on nothing new, and may be called again', async () => {
    const world = aWorld();
    let finish: (answer: string) => void = () => undefined;
    const answer = new Promise<string>((resolve) => (finish = resolve));
    const outcome = world.tracker.run(REQUEST, () => answer);
    await world.clock.settle();
    const closing = world.tracker.close();
    expect(world.tracker.close()).toBe(closing);
    for (const refused of [
      world.tracker.run(REQUEST, () => 'x'),
      world.tracker.createExecution(REQUEST),
      world.tracker.startExecution('x'),
    ]) {
      expect((await refusal(refused)).code).toBe('closed');
    }
    await world.clock.advance(9_000);
    finish('in time');
    await closing;
    expect(await outcome).toMatchObject({ state: 'completed', answer: 'in time' });
  });

  it('cancels what takes longer than the drain time, with words for the user', async () => {
    const world = aWorld({ drainTimeoutMs: 1_000 });
    const run = await hanging(world);
    const closing = world.tracker.close();
    await world.clock.advance(999);
    expect(run.outcome).toBeUndefined();
    await world.clock.advance(1);
    await closing;
    const cause = { kind: 'cancellation', reason: 'the service is shutting down', forced: false };
    expect(run.outcome).toMatchObject({ state: 'cancelled', cause });
    expect(run.signal.aborted).toBe(true);
  });

  it('leaves no timer behind, and a given store open', async () => {
    const world = aWorld();
    await world.tracker.run(REQUEST, () => 'x');
    await world.tracker.close();
    expect(world.clock.pending).toBe(0);
    expect(await world.store.latestCursor()).toBeGreaterThan(0);
    expect(await world.tracker.metrics()).toMatchObject({ total: 1 });
  });

  it('is what `await using` does', async () => {
    const { tracker } = aWorld();
    await tracker[Symbol.asyncDispose]();
    expect((await refusal(tracker.createExecution(REQUEST))).code).toBe('closed');
  });
});
