import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { LegacyRegistry } from './legacy-registry.js';
import { RegistryState } from './legacy-registry-states.js';

let clock: ManualClock;
let tracker: AgentExecutionTracker;
let registry: LegacyRegistry;
let id: string;

beforeEach(async () => {
  clock = new ManualClock();
  tracker = new AgentExecutionTracker({ clock, store: new MemoryStore({ clock }) });
  registry = new LegacyRegistry({ tracker, clock });
  id = (await registry.registerExecution('run-1', 'triage', { user_id: 'ann' })).executionId;
  await registry.updateExecutionState(id, RegistryState.INITIALIZING);
  await registry.updateExecutionState(id, RegistryState.RUNNING);
});
afterEach(() => tracker.close());

const states = async () =>
  (await tracker.listExecutions({ limit: 10 })).executions.map(
    ({ state, attempt }) => `${attempt} ${state}`,
  );
const recover = () => registry.updateExecutionState(id, RegistryState.RECOVERING);

it('RECOVERING ends the attempt there is, and begins another that is linked to it', async () => {
  expect(await recover()).toBe(true);
  expect((await states()).sort()).toEqual(['1 failed', '2 starting']);
  const [next] = (await tracker.listExecutions({ states: ['starting'] })).executions;
  expect(next).toMatchObject({ retryOf: id, runId: 'run-1', userId: 'ann' });
  expect(await registry.getExecution(id)).toMatchObject({ executionId: id, state: 'RECOVERING' });
  await registry.updateExecutionState(id, RegistryState.RUNNING);
  await registry.updateExecutionState(id, RegistryState.SUCCESS, { result: 'hello' });
  expect((await states()).sort()).toEqual(['1 failed', '2 completed']);
  expect(await tracker.getExecutionState(id)).toBe('failed');
  expect((await registry.getExecution(id))?.state).toBe('SUCCESS');
});

it('counts a run once, each of its ends once, and shows it once', async () => {
  await recover();
  await registry.updateExecutionState(id, RegistryState.SUCCESS, { result: 'hello' });
  expect(await registry.getExecutionMetrics()).toMatchObject({
    ...{ totalExecutions: 1, activeExecutions: 0 },
    ...{ successfulExecutions: 1, failedExecutions: 1, successRate: 0.5 },
  });
  expect(await registry.count()).toBe(1);
  expect(await registry.getExecutionsByRunId('run-1')).toHaveLength(1);
});

it('the next attempt has what is left of the run’s time', async () => {
  await registry.setExecutionTimeout(id, 10);
  await clock.advance(4_000);
  await recover();
  await registry.updateExecutionState(id, RegistryState.RUNNING);
  await clock.advance(5_000);
  expect((await registry.getExecution(id))?.state).toBe('RUNNING');
  await clock.advance(2_000);
  expect((await registry.getExecution(id))?.state).toBe('TIMEOUT');
});

it('an attempt after a timeout is not over before it begins', async () => {
  await registry.setExecutionTimeout(id, 1);
  await clock.advance(2_000);
  expect((await registry.getExecution(id))?.state).toBe('TIMEOUT');
  await recover();
  await clock.advance(5_000);
  expect(await registry.getExecution(id)).toMatchObject({ state: 'RECOVERING', timeoutAt: null });
});
