import { TrackerError } from '@tracker/state';
import { AgentExecutionTracker, MemoryStore, type CommitResult, type Transition } from './index.js';
import { ManualClock } from './testing.js';
import { FAR, REQUEST, refusal, running } from './world.fixture.js';

type Mood = 'well' | 'down' | 'answers get lost' | 'somebody is always faster';

/** A memory store whose commits go as its mood says. */
class MoodyStore extends MemoryStore {
  mood: Mood = 'well';
  commits = 0;

  override async commit(transitions: readonly Transition[]): Promise<readonly CommitResult[]> {
    this.commits += 1;
    if (this.mood === 'down') throw failure();
    if (this.mood === 'somebody is always faster') {
      const [id = ''] = transitions.map(({ next }) => next.id);
      const current = await this.read({ userId: REQUEST.userId }, id);
      return [{ status: 'conflict', current }];
    }
    const results = await super.commit(transitions);
    if (this.mood === 'answers get lost' && this.commits % 2 === 1) throw failure();
    return results;
  }
}

function failure() {
  return new TrackerError({ code: 'store_failure', message: 'the disk is gone' });
}

function aMoodyWorld() {
  const clock = new ManualClock();
  const store = new MoodyStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'tester', random: () => 0.5 });
  return { clock, store, tracker };
}

describe('when the store is down', () => {
  it('a command is tried four times, then refused, and nothing has changed', async () => {
    const { tracker, store, clock } = aMoodyWorld();
    const id = await running(tracker);
    store.mood = 'down';
    store.commits = 0;
    const refused = refusal(tracker.enterPhase(id, 'llm_interaction'));
    await clock.advance(1_000);
    expect((await refused).code).toBe('store_failure');
    expect(store.commits).toBe(4);
    store.mood = 'well';
    expect((await tracker.getExecution(id))?.phase).toBe('thinking');
  });

  it('a run’s answer waits for it and is not lost', async () => {
    const { tracker, store, clock } = aMoodyWorld();
    const outcome = tracker.run({ ...REQUEST, limits: FAR }, () => {
      store.mood = 'down';
      return 'kept';
    });
    await clock.advance(60_000);
    store.mood = 'well';
    await clock.advance(10_000);
    expect(await outcome).toMatchObject({ state: 'completed', answer: 'kept' });
  });

  it('readers of what is over are told that the store is down, never an end that is not written', async () => {
    const { tracker, store, clock } = aMoodyWorld();
    const id = await running(tracker, { limits: { ...FAR, executionTimeoutMs: 1_000 } });
    store.mood = 'down';
    const reading = clock.advance(900).then(async () => {
      await clock.advance(200);
      const read = tracker.getExecution(id);
      read.catch(() => undefined);
      await clock.advance(5_000);
      return read;
    });
    await expect(reading).rejects.toMatchObject({ code: 'store_failure' });
    expect(
      (await tracker.getMetrics().catch(() => undefined))?.sweeper.failures ?? 1,
    ).toBeGreaterThan(0);
    store.mood = 'well';
    await clock.advance(5_000);
    expect((await tracker.history(id)).at(-1)?.type).toBe('ended');
  });

  it('a run that could not be created rejects, and drives nothing', async () => {
    const { tracker, store, clock } = aMoodyWorld();
    await tracker.createExecution(REQUEST);
    store.mood = 'down';
    const refused = refusal(tracker.run(REQUEST, () => 'x'));
    await clock.advance(1_000);
    expect((await refused).code).toBe('store_failure');
    store.mood = 'well';
    expect((await tracker.getMetrics()).live).toBe(0);
  });
});

describe('when the answer to a write is lost', () => {
  it('the write happens once: the same commit is sent again under its name', async () => {
    const { tracker, store, clock } = aMoodyWorld();
    store.mood = 'answers get lost';
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const created = tracker.createExecution(REQUEST);
      await clock.advance(1_000);
      ids.push(await created);
      const failed = tracker.failExecution(ids[i] as string);
      await clock.advance(1_000);
      await failed;
    }
    for (const id of ids) {
      expect((await tracker.history(id)).map(({ type, seq }) => [type, seq])).toEqual([
        ['created', 1],
        ['ended', 2],
      ]);
    }
  });
});

describe('when others are always faster', () => {
  it('a command gives up after 256 times and says so', async () => {
    const { tracker, store } = aMoodyWorld();
    const id = await running(tracker);
    store.mood = 'somebody is always faster';
    store.commits = 0;
    const error = await refusal(tracker.enterPhase(id, 'llm_interaction'));
    expect(error).toMatchObject({ code: 'contention', details: { executionId: id } });
    expect(store.commits).toBe(256);
  });

  it('each of many commands at once takes its turn', async () => {
    const { tracker } = aMoodyWorld();
    const id = await running(tracker);
    await Promise.all(
      Array.from({ length: 100 }, (_, percent) => tracker.reportProgress(id, { percent })),
    );
    const history = await tracker.history(id);
    expect(history.filter(({ type }) => type === 'progressed')).toHaveLength(100);
    expect(history.map(({ seq }) => seq)).toEqual([...history.keys()].map((i) => i + 1));
  });

  it('of two ends at once one counts, and the other is told', async () => {
    const { tracker } = aMoodyWorld();
    const id = await running(tracker);
    const ends = [tracker.completeExecution(id, { answer: 1 }), tracker.failExecution(id)];
    const settled = await Promise.allSettled(ends);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = settled.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: 'already_ended' });
  });
});
