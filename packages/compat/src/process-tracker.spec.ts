import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import {
  getAgentStateTracker,
  getExecutionTracker,
  initExecutionTracker,
  initializeTracker,
  shutdownTracker,
} from './index.js';

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

afterEach(() => shutdownTracker());

it('is created when it is first asked for', () => {
  expect(getExecutionTracker()).toBeInstanceOf(AgentExecutionTracker);
  expect(getAgentStateTracker()).toBe(getExecutionTracker());
});

it('is created with the options it is initialized with', async () => {
  const store = new MemoryStore();
  const tracker = await initializeTracker({ store });
  const id = await getExecutionTracker().createExecution(REQUEST);
  const other = new AgentExecutionTracker({ store });
  expect(await other.getExecutionState(id)).toBe('pending');
  expect(tracker).toBe(getExecutionTracker());
  await other.close();
});

it('refuses options that come too late, and stays as it is', async () => {
  const tracker = getExecutionTracker();
  for (const initialize of [initializeTracker, initExecutionTracker]) {
    await expect(initialize({ name: 'late' })).rejects.toMatchObject({
      code: 'not_applicable',
      message: expect.stringContaining('exists already'),
    });
    expect(await initialize()).toBe(tracker);
  }
});

it('refuses options that are wrong, and is created by the next who asks', async () => {
  await expect(initializeTracker({ drainTimeoutMs: -1 })).rejects.toThrow('drainTimeoutMs');
  expect(getExecutionTracker()).toBeInstanceOf(AgentExecutionTracker);
});

it('is another one after a shutdown, which still sees what was recorded', async () => {
  const before = getExecutionTracker();
  const id = await before.createExecution(REQUEST);
  await shutdownTracker();
  expect(getExecutionTracker()).not.toBe(before);
  expect(await getExecutionTracker().getExecutionState(id)).toBe('pending');
  await expect(before.createExecution(REQUEST)).rejects.toMatchObject({ code: 'closed' });
});

it('can be shut down when there is none, twice and at once', async () => {
  await Promise.all([shutdownTracker(), shutdownTracker()]);
  getExecutionTracker();
  await Promise.all([shutdownTracker(), shutdownTracker()]);
});

it('is one for all copies of this package in a process', async () => {
  const first = getExecutionTracker();
  await jest.isolateModulesAsync(async () => {
    const copy = await import('./index.js');
    expect(copy.getExecutionTracker).not.toBe(getExecutionTracker);
    expect(copy.getExecutionTracker()).toBe(first);
  });
});
