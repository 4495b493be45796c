import { AgentExecutionTracker, MemoryStore, type Lease, type LeaseRequest } from './index.js';
import { ManualClock } from './testing.js';
import { FAR, REQUEST, aWorld, hanging } from './world.fixture.js';

/** A memory store whose leases are renewed as it is told. */
class LeaseStore extends MemoryStore {
  renewals = 0;
  renewal: () => Promise<void> = () => Promise.resolve();

  override async openLease(request: LeaseRequest): Promise<Lease> {
    const lease = await super.openLease(request);
    return {
      release: () => lease.release(),
      renew: async () => {
        this.renewals += 1;
        await this.renewal();
        await lease.renew();
      },
    };
  }
}

function aLeaseWorld() {
  const clock = new ManualClock();
  const store = new LeaseStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'worker' });
  return { clock, store, tracker };
}

const PATIENT = { ...FAR, livenessTimeoutMs: 10_000 };

describe('a tracker and its own runs', () => {
  it('never declares one dead, also when its lease can not be renewed', async () => {
    const world = aLeaseWorld();
    world.store.renewal = () => Promise.reject(new Error('the network is gone'));
    const run = await hanging(world, { limits: PATIENT });
    await world.clock.advance(60_000);
    await world.tracker.sweep();
    expect(run.outcome).toBeUndefined();
    expect(await world.tracker.metrics()).toMatchObject({ active: 1 });
  });

  it('sends the next renewal although one hangs, but not without end', async () => {
    const world = aLeaseWorld();
    world.store.renewal = () => new Promise(() => undefined);
    await hanging(world, { limits: FAR });
    await world.clock.advance(7_000);
    expect(world.store.renewals).toBe(3);
    await world.clock.advance(120_000);
    expect(world.store.renewals).toBe(8);
  });

  it('renews often enough for the shortest liveness limit among them', async () => {
    const { clock, store, tracker } = aWorld();
    const other = new AgentExecutionTracker({ store, clock, name: 'other' });
    const run = await hanging({ tracker, clock }, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
    await clock.advance(20_000);
    expect(await other.getExecutionState(run.id)).toBe('running');
  });

  it('are no more than it may drive, also when they are begun at once', async () => {
    const { tracker, clock } = aWorld({ maxLive: 2 });
    const refused: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      const run = tracker.run({ ...REQUEST, limits: FAR }, () => new Promise(() => undefined));
      run.catch((error: { code: string }) => refused.push(error.code));
    }
    await clock.settle();
    expect(refused).toEqual(['limit_reached', 'limit_reached']);
    expect((await tracker.getMetrics()).live).toBe(2);
  });
});

describe('a heartbeat', () => {
  it('counts for nobody but who drives the execution', async () => {
    const { clock, store, tracker } = aWorld();
    const other = new AgentExecutionTracker({ store, clock, name: 'other' });
    const id = await tracker.createExecution({ ...REQUEST, limits: FAR });
    await tracker.startExecution(id);
    await other.updateExecutionState(id, 'running');
    await clock.settle();
    expect([tracker.heartbeat(id), other.heartbeat(id)]).toEqual([false, true]);
  });
});

describe('an operation', () => {
  it('is given the time that this process slept, and its breaker stays closed', async () => {
    const { clock, tracker } = aWorld();
    const outcome = tracker.run({ ...REQUEST, limits: FAR }, (execution) =>
      execution.guard(
        'llm',
        () => new Promise((resolve) => clock.setTimer(60_100, () => resolve(1))),
      ),
    );
    await clock.settle();
    clock.sleepThrough(60_000);
    await clock.advance(200);
    expect(await outcome).toMatchObject({ state: 'completed', answer: 1 });
    expect(tracker.breakers()).toMatchObject([{ state: 'closed', failures: 0 }]);
  });
});

describe('two trackers of one name', () => {
  it('are not told each other’s commits as their own', async () => {
    const { clock, store } = aWorld();
    const twins = [1, 2].map(() => new AgentExecutionTracker({ store, clock, name: 'twin' }));
    const [one, two] = twins as [AgentExecutionTracker, AgentExecutionTracker];
    const id = await one.createExecution({ ...REQUEST, limits: FAR });
    await one.updateExecutionState(id, 'running');
    const told = await Promise.allSettled([
      one.completeExecution(id, { answer: 'done' }),
      two.failExecution(id),
    ]);
    expect(told.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a store that is gone', () => {
  it('ends a run with its error, and lets the tracker close', async () => {
    const { clock, store, tracker } = aWorld();
    const run = tracker.run({ ...REQUEST, limits: FAR }, async () => {
      await store.close();
      return 'too late';
    });
    await expect(run).rejects.toMatchObject({ code: 'closed' });
    const closing = tracker.close();
    await clock.advance(60_000);
    await expect(closing).resolves.toBeUndefined();
  });
});

describe('an outcome', () => {
  it('can not be acknowledged before it could be seen', async () => {
    const { clock, tracker } = aWorld({ sweepIntervalMs: 3_600_000 });
    const id = await tracker.createExecution({ ...REQUEST, limits: { startTimeoutMs: 100 } });
    await clock.advance(101);
    const acknowledged = tracker.forUser(REQUEST.userId).acknowledge(id);
    await expect(acknowledged).rejects.toMatchObject({ code: 'not_applicable' });
    const { executions } = await tracker.undelivered();
    expect(executions).toMatchObject([{ id, state: 'timeout' }]);
  });
});

describe('a watch', () => {
  it('gives what was committed before the tracker closed', async () => {
    const { tracker } = aWorld();
    const events = tracker.watch({ after: 0 });
    await tracker.run(REQUEST, () => 'done');
    await tracker.close();
    const types: string[] = [];
    for await (const { event } of events) types.push(event.type);
    expect(types).toEqual(['created', 'state_changed', 'state_changed', 'state_changed', 'ended']);
  });

  it('from 0 gives all that is kept, and refuses a cursor of another store', async () => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock, maxFeed: 2 });
    const tracker = new AgentExecutionTracker({ store, clock });
    await tracker.run(REQUEST, () => 'done');
    const kept = tracker.watch({ after: 0 });
    expect([(await kept.next()).value?.seq, (await kept.next()).value?.seq]).toEqual([4, 5]);
    const foreign = tracker.watch({ after: 1_000 }).next();
    await expect(foreign).rejects.toMatchObject({ code: 'cursor_expired' });
  });
});
