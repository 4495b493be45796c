import { AgentExecutionTracker, MemoryStore, type RunningExecution } from './index.js';
import { ManualClock } from './testing.js';
import { FAR, MortalClock, REQUEST, aWorld, refusal } from './world.fixture.js';

const PENDING = { ...REQUEST, liveness: 'process' as const, limits: FAR };

/** Several trackers over one store, as several processes would be. */
function workshop(names: readonly string[], maxLive?: number) {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const options = maxLive === undefined ? {} : { maxLive };
  const [gateway, ...workers] = ['gateway', ...names].map(
    (name) => new AgentExecutionTracker({ store, clock, name, random: () => 0, ...options }),
  ) as [AgentExecutionTracker, ...AgentExecutionTracker[]];
  return { clock, store, gateway, workers };
}

describe('running an execution that was created before', () => {
  it('begins it, vouches for it and ends it', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution({ ...PENDING, metadata: { question: 'why?' } });
    const outcome = await tracker.runExecution(id, ({ metadata }) => metadata['question']);
    expect(outcome).toMatchObject({ executionId: id, state: 'completed', answer: 'why?' });
  });

  it('is for one tracker; the others are told', async () => {
    const { gateway, workers } = workshop(['w1', 'w2', 'w3']);
    const id = await gateway.createExecution(PENDING);
    let runs = 0;
    const claims = workers.map((worker) => worker.runExecution(id, () => `run ${(runs += 1)}`));
    const results = await Promise.allSettled(claims);
    expect(runs).toBe(1);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') {
        expect(result.reason).toMatchObject({ code: 'not_applicable' });
      }
    }
  });

  it('refuses what is driven by heartbeats: nobody would give them', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    const error = await refusal(tracker.runExecution(id, () => 'x'));
    expect(error).toMatchObject({ code: 'not_applicable' });
    expect(error.message).toContain('created with liveness "process"');
    expect(await tracker.getExecutionState(id)).toBe('pending');
  });

  it('refuses what is no agent, and an id that is not there', async () => {
    const { tracker } = aWorld();
    expect((await refusal(tracker.runExecution('x', null as never))).code).toBe('invalid_input');
    expect((await refusal(tracker.runExecution('x', () => 1))).code).toBe('not_found');
  });

  it('is found dead when its worker is gone, and not before', async () => {
    const { clock, store, gateway } = workshop([]);
    const mortal = new MortalClock(clock);
    const worker = new AgentExecutionTracker({ store, clock: mortal, name: 'w1' });
    const limits = { ...FAR, livenessTimeoutMs: 10_000 };
    const id = await gateway.createExecution({ ...PENDING, limits });
    void worker.runExecution(id, () => new Promise(() => undefined));
    await clock.advance(60_000);
    expect(await gateway.getExecutionState(id)).toBe('running');
    mortal.crash();
    await clock.advance(15_000);
    expect(await gateway.getExecution(id)).toMatchObject({
      state: 'dead',
      cause: { kind: 'death', evidence: 'lease_lapsed' },
    });
  });
});

describe('working for an agent', () => {
  it('takes on what waits, oldest first, no more at once than it may', async () => {
    const { clock, gateway, workers } = workshop(['w1']);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push(await gateway.createExecution(PENDING));
    const begun: RunningExecution[] = [];
    const finish: (() => void)[] = [];
    const stop = new AbortController();
    const work = workers[0]?.work(
      { agentName: 'triage', concurrency: 2, signal: stop.signal },
      (execution) => {
        begun.push(execution);
        return new Promise((resolve) => finish.push(() => resolve('done')));
      },
    );
    await clock.settle();
    expect(begun.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    finish[0]?.();
    await clock.settle();
    expect(begun.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    stop.abort();
    for (const each of finish) each();
    await work;
    expect(begun).toHaveLength(3);
    expect(await gateway.getExecutionState(ids[4] as string)).toBe('pending');
  });

  it('hears of what comes later, and leaves other agents and heartbeat executions alone', async () => {
    const { clock, gateway, workers } = workshop(['w1', 'w2']);
    const stop = new AbortController();
    const ran: string[] = [];
    const work = workers.map((worker) =>
      worker.work({ agentName: 'triage', signal: stop.signal }, ({ id }) => {
        ran.push(id);
        return 'done';
      }),
    );
    await clock.settle();
    await gateway.createExecution({ ...PENDING, agentName: 'other' });
    await gateway.createExecution({ ...PENDING, liveness: 'heartbeat' });
    const ids: string[] = [];
    for (let i = 0; i < 200; i++) ids.push(await gateway.createExecution(PENDING));
    for (let i = 0; i < 20; i++) await clock.advance(100);
    expect([...ran].sort()).toEqual([...ids].sort());
    stop.abort();
    await Promise.all(work);
  });

  it('looks past more heartbeat executions than a page holds', async () => {
    const { clock, gateway, workers } = workshop(['w1']);
    for (let i = 0; i < 150; i++)
      await gateway.createExecution({ ...PENDING, liveness: 'heartbeat' });
    const id = await gateway.createExecution(PENDING);
    void workers[0]?.work({ agentName: 'triage' }, () => 'done');
    await clock.advance(2_000);
    expect(await gateway.getExecutionState(id)).toBe('completed');
  });

  it('stops taking on when its tracker closes, and waits for what is under way', async () => {
    const { clock, gateway, workers } = workshop(['w1']);
    const worker = workers[0] as AgentExecutionTracker;
    const first = await gateway.createExecution(PENDING);
    let finish = (): void => undefined;
    const work = worker.work({ agentName: 'triage', concurrency: 5 }, () => {
      return new Promise((resolve) => (finish = () => resolve('done')));
    });
    await clock.settle();
    const closed = worker.close();
    const second = await gateway.createExecution(PENDING);
    await clock.advance(1_000);
    finish();
    await clock.settle();
    await Promise.all([closed, work]);
    expect(await gateway.getExecutionState(first)).toBe('completed');
    expect(await gateway.getExecutionState(second)).toBe('pending');
  });

  it('rests when it has no room, and goes on when there is', async () => {
    const { clock, gateway, workers } = workshop(['w1'], 1);
    const ids = [await gateway.createExecution(PENDING), await gateway.createExecution(PENDING)];
    void workers[0]?.work({ agentName: 'triage', concurrency: 10 }, async () => 'done');
    for (let i = 0; i < 5; i++) await clock.advance(1_000);
    for (const id of ids) expect(await gateway.getExecutionState(id)).toBe('completed');
  });

  it.each([
    [{ agentName: '' }],
    [{ agentName: 'a', concurrency: 0 }],
    [{ agentName: 'a', concurrency: 10_001 }],
    [{ agentName: 'a', more: 1 }],
  ])('refuses %j', async (input) => {
    const { tracker } = aWorld();
    expect((await refusal(tracker.work(input, () => 1))).code).toBe('invalid_input');
  });
});

describe('a key', () => {
  it('leads to the same execution when a request is made again', async () => {
    const { tracker } = aWorld();
    const ann = tracker.forUser('ann');
    const request = { agentName: 'triage', threadId: 't1', key: 'message-7' };
    const id = await ann.createExecution(request);
    expect(await ann.createExecution(request)).toBe(id);
    expect((await ann.listExecutions()).executions).toHaveLength(1);
    expect(id).not.toContain('message-7');
  });

  it("is the user's own: another user's same key is another execution", async () => {
    const { tracker } = aWorld();
    const request = { agentName: 'triage', threadId: 't1', key: 'message-7' };
    const [anns, bobs] = [
      await tracker.forUser('ann').createExecution(request),
      await tracker.forUser('bob').createExecution(request),
    ];
    expect(anns).not.toBe(bobs);
    expect(await tracker.forUser('bob').getExecution(anns)).toBeUndefined();
  });

  it('does not stand beside an id, and users have no ids to give', async () => {
    const { tracker } = aWorld();
    const both = await refusal(tracker.createExecution({ ...REQUEST, id: 'x', key: 'y' }));
    expect(both.message).toContain('not both');
    const request = { agentName: 'triage', threadId: 't1', id: 'x' };
    for (const asked of [
      tracker.forUser('ann').createExecution(request as never),
      tracker.forUser('ann').run(request as never, () => 1),
    ]) {
      expect((await refusal(asked)).message).toContain('give a key');
    }
  });
});
