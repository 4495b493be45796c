import { OPERATOR_SCOPE, AgentExecutionTracker } from '@tracker/core';
import { SqliteStore } from './index.js';

describe('a reader that asks again and again', () => {
  it('leaves timers, sockets and writers their turn', async () => {
    const store = await SqliteStore.open({ file: ':memory:' });
    let turned = false;
    setImmediate(() => (turned = true));
    let reads = 0;
    while (!turned) {
      await store.latestCursor();
      reads += 1;
      if (reads > 10_000) throw new Error('the event loop never turned');
    }
    expect(reads).toBeGreaterThan(1);
    await store.close();
  });

  it('counts rows, not calls: long lists are dearer than short ones', async () => {
    const store = await SqliteStore.open({ file: ':memory:' });
    const tracker = new AgentExecutionTracker({ store });
    const birth = { agentName: 'triage', userId: 'ann', threadId: 't' };
    await Promise.all(Array.from({ length: 300 }, () => tracker.createExecution(birth)));
    let turned = false;
    setImmediate(() => (turned = true));
    await store.list(OPERATOR_SCOPE, { limit: 300 });
    expect(turned).toBe(false);
    await store.latestCursor();
    expect(turned).toBe(true);
    await tracker.close();
    await store.close();
  });
});
