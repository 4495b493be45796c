import { AgentExecutionTracker } from '@tracker/core';
import { SqliteStore } from './index.js';

const request = { agentName: 'triage', userId: 'ann', threadId: 't' };

/** How often the event loop turned while `work` was done. */
async function turnsOf(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const turn = (): void => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isDone = true;
  return turns;
}

describe('the event loop', () => {
  it.each([
    ['400 commits of as many callers', 2],
    ['4000 commits of as many callers', 20],
  ])('turns at least once in 200 transitions: %s', async (name, turns) => {
    const store = await SqliteStore.open({ file: ':memory:' });
    const tracker = new AgentExecutionTracker({ store });
    const callers = Array.from({ length: Number.parseInt(name) });
    const taken = await turnsOf(() =>
      Promise.all(callers.map(() => tracker.createExecution(request))),
    );
    expect(taken).toBeGreaterThanOrEqual(turns);
    await tracker.close();
    await store.close();
  });

  it('turns while one caller writes on and on, and is not waited for each time', async () => {
    const store = await SqliteStore.open({ file: ':memory:' });
    const tracker = new AgentExecutionTracker({ store });
    const id = await tracker.createExecution(request);
    await tracker.startExecution(id);
    const steps = 400;
    const taken = await turnsOf(async () => {
      for (let step = 0; step < steps; step++) await tracker.reportProgress(id, { percent: 1 });
    });
    expect(taken).toBeGreaterThan(1);
    expect(taken).toBeLessThan(steps);
    await tracker.close();
    await store.close();
  });

  it('turns while everything that is overdue at once is looked for', async () => {
    let now = 1_767_225_600_000;
    const clock = { now: () => now, setTimer: () => ({ dispose: () => undefined }) };
    const store = await SqliteStore.open({ file: ':memory:', clock });
    const tracker = new AgentExecutionTracker({ store, clock });
    await Promise.all(Array.from({ length: 3_000 }, () => tracker.createExecution(request)));
    now += 3_600_000;
    let due: readonly unknown[] = [];
    const taken = await turnsOf(async () => (due = await store.due(3_000)));
    expect(due).toHaveLength(3_000);
    expect(taken).toBeGreaterThan(10);
    await store.close();
  });
});
