import { MemoryStore } from './memory-store.js';
import { aWorld, REQUEST, running } from './world.fixture.js';
import { ManualClock } from './testing.js';

describe('a watcher in the middle of a history', () => {
  it('tells nothing of another execution that has the id by then', async () => {
    const clock = new ManualClock();
    const { tracker } = aWorld({ clock, store: new MemoryStore({ clock, maxEnded: 1 }) });
    await tracker.createExecution({ ...REQUEST, id: 'same', userId: 'ann' });
    const after = await tracker.latestCursor();
    const first = await running(tracker);
    await tracker.updateExecutionState('same', 'running');
    await tracker.failExecution('same');
    // begins now, and has read ahead by then
    const watching = tracker.watch({ after });
    expect((await watching.next()).value).toMatchObject({ executionId: first });
    for (const _ of [1, 2]) await tracker.failExecution(await running(tracker));
    expect(await tracker.getExecution('same')).toBeUndefined();
    await clock.advance(1_000);
    await tracker.createExecution({ ...REQUEST, id: 'same', userId: 'bob' });
    await tracker.updateExecutionState('same', 'running');
    const told = (async () => {
      for await (const event of watching) if (event.executionId === 'same') return event;
      return undefined;
    })();
    await expect(told).rejects.toMatchObject({ code: 'cursor_expired' });
  });
});
