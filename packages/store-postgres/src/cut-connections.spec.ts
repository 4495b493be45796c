import { AgentExecutionTracker } from '@tracker/core';
import { remembering, wrongsOf } from './acknowledged.fixture.js';
import { REQUEST } from './request.fixture.js';
import { CuttingProxy, type Cut } from './cutting-proxy.fixture.js';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

const WORD = 'commit_batch';

describe('a connection that is cut around a commit', () => {
  const schema = newSchema();
  let proxy: CuttingProxy;
  let opened: PostgresStore;

  beforeAll(async () => {
    proxy = await CuttingProxy.start(Number(new URL(serverUrl()).port));
    opened = await openStore({ schema, url: proxy.url });
  });

  afterAll(async () => {
    await opened.close();
    await proxy.close();
    await sql(`drop schema ${schema} cascade`);
  });

  /** Lives one life, the connection being cut under its completion. */
  async function liveWith(cut: Omit<Cut, 'word'>): Promise<{ state: unknown; wrongs: string[] }> {
    const { store, acknowledged } = remembering(opened);
    const tracker = new AgentExecutionTracker({ store });
    const id = await tracker.createExecution(REQUEST);
    await tracker.startExecution(id);
    await tracker.updateExecutionState(id, 'running');
    proxy.arm({ ...cut, word: WORD });
    const state = await tracker.completeExecution(id, { answer: 42 });
    await tracker.close();
    return { state, wrongs: await wrongsOf(opened, acknowledged) };
  }

  it.each([0, 1, 5, 6, 30, 2_000])(
    'after %d bytes of the question: it is asked again, and done once',
    async (after) => {
      const cuts = proxy.cuts;
      expect(await liveWith({ of: 'question', after })).toEqual({ state: 'completed', wrongs: [] });
      expect(proxy.cuts).toBe(cuts + 1);
    },
  );

  it.each([0, 1, 4, 5, 6, 9, 20])(
    'after %d bytes of the answer: it was done, and is not done twice',
    async (after) => {
      const cuts = proxy.cuts;
      expect(await liveWith({ of: 'answer', after })).toEqual({ state: 'completed', wrongs: [] });
      expect(proxy.cuts).toBe(cuts + 1);
    },
  );

  it('under a read is felt by nobody', async () => {
    const connections = proxy.connections;
    for (const after of [0, 7, 40]) {
      proxy.arm({ word: 'read_executions', of: 'answer', after });
      expect(await opened.read({ userId: 'ann' }, 'nobody')).toBeUndefined();
    }
    expect(proxy.connections).toBeGreaterThan(connections);
  });
});
