import { markFault, markRetryable, type RunOutcome } from './index.js';
import { REQUEST, aWorld } from './world.fixture.js';

const down = () => Promise.reject(new Error('down'));

type World = ReturnType<typeof aWorld>;

/** One guarded call of `llm` in a run of its own. */
const call = ({ tracker }: World, work: () => unknown, timeoutMs = 15_000): Promise<RunOutcome> =>
  tracker.run(REQUEST, (execution) => execution.guard('llm', work, { timeoutMs, retries: 0 }));

const status = ({ tracker }: World) =>
  tracker.breakers().find(({ dependency }) => dependency === 'llm');

/** A world whose breaker of `llm` has just opened, or is due for a probe. */
async function opened({ due = false } = {}) {
  const world = aWorld();
  for (let i = 0; i < 3; i++) await call(world, down);
  expect(status(world)?.state).toBe('open');
  if (due) await world.clock.advance(30_000);
  return world;
}

/** A call that ends when told to. */
function pending(world: World) {
  let settle: { resolve: (v: string) => void; reject: (e: Error) => void } | undefined;
  const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  const outcome = call(world, () => promise);
  return {
    outcome,
    resolve: () => settle?.resolve('ok'),
    reject: () => settle?.reject(new Error('x')),
  };
}

describe('a circuit breaker', () => {
  it('protects one run from the failures of another (legacy: one per execution)', async () => {
    const world = await opened();
    let called = false;
    const outcome = await call(world, () => (called = true));
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { code: 'circuit_open', dependency: 'llm' },
    });
    expect(called).toBe(false);
    const execution = await world.tracker.getExecution(outcome.executionId);
    expect(execution?.phase).toBe('circuit_breaker_open');
  });

  it('says open until the probe is let through (legacy: "open" and not open at once)', async () => {
    const world = await opened();
    await world.clock.advance(29_999);
    expect(await call(world, () => 'ok')).toMatchObject({ state: 'failed' });
    await world.clock.advance(1);
    expect(status(world)?.state).toBe('open');
    expect(await call(world, () => 'ok')).toMatchObject({ state: 'completed' });
    expect(status(world)?.state).toBe('half_open');
  });

  it('lets one probe through at a time (legacy: 20 of 20)', async () => {
    const world = await opened({ due: true });
    const probe = pending(world);
    await world.clock.settle();
    const others = await Promise.all(Array.from({ length: 20 }, () => call(world, () => 'ok')));
    expect(others.every(({ state }) => state === 'failed')).toBe(true);
    probe.resolve();
    expect(await probe.outcome).toMatchObject({ state: 'completed' });
  });

  it('opens again at once when a probe fails, however high the threshold (legacy: stayed half-open)', async () => {
    const world = await opened({ due: true });
    await call(world, () => 'ok');
    await call(world, down);
    expect(status(world)).toMatchObject({ state: 'open', openUntil: world.clock.now() + 30_000 });
  });

  it('starts the count of successes again after each opening (legacy: one old success closed it)', async () => {
    const world = await opened({ due: true });
    await call(world, () => 'ok');
    await call(world, down);
    await world.clock.advance(30_000);
    await call(world, () => 'ok');
    expect(status(world)?.state).toBe('half_open');
    await call(world, () => 'ok');
    expect(status(world)?.state).toBe('closed');
  });

  it('does not close on a success from before it opened', async () => {
    const world = aWorld();
    const early = [pending(world), pending(world)];
    await world.clock.settle();
    for (let i = 0; i < 3; i++) await call(world, down);
    early.forEach(({ resolve }) => resolve());
    await Promise.all(early.map(({ outcome }) => outcome));
    expect(status(world)?.state).toBe('open');
  });

  it('does not close on successes from before it opened that come while it is half-open', async () => {
    const world = aWorld({ breaker: { recoveryTimeoutMs: 1_000 } });
    const early = [pending(world), pending(world)];
    await world.clock.settle();
    for (let i = 0; i < 3; i++) await call(world, down);
    await world.clock.advance(1_000);
    const probe = pending(world);
    await world.clock.settle();
    early.forEach(({ resolve }) => resolve());
    await Promise.all(early.map(({ outcome }) => outcome));
    expect(status(world)?.state).toBe('half_open');
    probe.reject();
    await probe.outcome;
    expect(status(world)?.state).toBe('open');
  });

  it('does not open again on a failure from before it closed', async () => {
    const world = aWorld();
    const early = [pending(world), pending(world), pending(world)];
    await world.clock.settle();
    for (let i = 0; i < 3; i++) await call(world, down);
    world.tracker.resetBreaker('llm');
    early.forEach(({ reject }) => reject());
    await Promise.all(early.map(({ outcome }) => outcome));
    expect(status(world)?.state).toBe('closed');
  });

  it('is closed and forgets all when reset by hand, also while a probe is under way', async () => {
    const world = await opened({ due: true });
    const probe = pending(world);
    await world.clock.settle();
    world.tracker.resetBreaker('llm');
    probe.reject();
    await probe.outcome;
    expect(status(world)).toEqual({
      dependency: 'llm',
      state: 'closed',
      failures: 0,
      openUntil: null,
    });
  });

  it('counts failures in a row only: a success begins the count again', async () => {
    const world = aWorld();
    for (const work of [down, down, () => 'ok', down, down]) await call(world, work);
    expect(status(world)).toMatchObject({ state: 'closed', failures: 2 });
  });

  it('lets the next probe through when one is cancelled (legacy: a cancel was not counted, nor undone)', async () => {
    const world = await opened({ due: true });
    const probe = pending(world);
    await world.clock.settle();
    const [running] = (await world.tracker.listExecutions({ states: ['running'] })).executions;
    await world.tracker.cancelExecution(running?.id as string);
    expect(await probe.outcome).toMatchObject({ state: 'cancelled' });
    expect(await call(world, () => 'ok')).toMatchObject({ state: 'completed' });
  });

  it('counts a call that takes too long, and no user fault', async () => {
    const world = aWorld();
    const hangs = () => new Promise(() => undefined);
    const slow = call(world, hangs, 100);
    await world.clock.advance(200);
    expect(await slow).toMatchObject({
      state: 'timeout',
      cause: { clock: 'operation', operation: 'llm' },
    });
    expect(status(world)?.failures).toBe(1);
    for (let i = 0; i < 5; i++)
      await call(world, () => Promise.reject(markFault(new Error('x'), 'user')));
    expect(status(world)?.failures).toBe(1);
  });

  it('takes a call that returns at once as well as one that promises (legacy: a TypeError, counted)', async () => {
    const world = aWorld();
    expect(await call(world, () => 'now')).toMatchObject({ answer: 'now' });
    expect(await call(world, async () => 'soon')).toMatchObject({ answer: 'soon' });
    expect(status(world)?.failures).toBe(0);
  });

  it('is remembered by the store: a new tracker does not begin by calling what is down', async () => {
    const first = await opened();
    const second = {
      ...first,
      ...aWorld({ store: first.store, clock: first.clock, name: 'second' }),
    };
    expect(await call({ ...second, clock: first.clock }, () => 'ok')).toMatchObject({
      state: 'failed',
    });
  });
});

describe('a retry of a call', () => {
  it('happens only for what is marked retryable, with growing waits (legacy: settings nobody used)', async () => {
    const world = aWorld({ random: () => 0.999 });
    const at: number[] = [];
    const flaky = () => {
      at.push(world.clock.now());
      return Promise.reject(markRetryable(new Error('busy')));
    };
    const outcome = world.tracker.run(REQUEST, (execution) => execution.guard('llm', flaky));
    await world.clock.advance(5_000);
    expect(await outcome).toMatchObject({
      cause: { code: 'retries_exhausted', dependency: 'llm' },
    });
    expect(at.map((instant) => instant - (at[0] as number))).toEqual([0, 1_000, 2_999]);
  });

  it('does not happen for other errors', async () => {
    const world = aWorld();
    let calls = 0;
    await world.tracker.run(REQUEST, (execution) =>
      execution.guard('llm', () => ((calls += 1), down())),
    );
    expect(calls).toBe(1);
  });

  it('stops once the budget of the dependency is spent', async () => {
    const world = aWorld({ breaker: { failureThreshold: 1_000 }, random: () => 0 });
    let calls = 0;
    const busy = () => ((calls += 1), Promise.reject(markRetryable(new Error('busy'))));
    const runs = Array.from({ length: 10 }, () =>
      world.tracker.run(REQUEST, (execution) => execution.guard('llm', busy, { retries: 10 })),
    );
    await world.clock.advance(1_000);
    await Promise.all(runs);
    expect(calls).toBeLessThan(20);
  });

  it('is not waited for when the execution is cancelled', async () => {
    const world = aWorld({ random: () => 0.999 });
    let id = '';
    const outcome = world.tracker.run(REQUEST, (execution) => {
      id = execution.id;
      return execution.guard('llm', () => Promise.reject(markRetryable(new Error('busy'))));
    });
    await world.clock.settle();
    await world.tracker.cancelExecution(id);
    expect(await outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('dice');
      },
    ],
    ['is no number', () => Number.NaN],
    ['is negative', () => -1],
    ['is huge', () => 1e9],
  ])('waits for a sane time although random %s', async (_, random) => {
    const world = aWorld({ random: random as () => number });
    let calls = 0;
    const busy = () => ((calls += 1), Promise.reject(markRetryable(new Error('busy'))));
    const outcome = world.tracker.run(REQUEST, (execution) => execution.guard('llm', busy));
    await world.clock.advance(10_000);
    expect(await outcome).toMatchObject({ cause: { code: 'retries_exhausted' } });
    expect(calls).toBe(3);
  });
});
