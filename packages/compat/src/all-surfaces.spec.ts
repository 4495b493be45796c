import { MemoryStore, type AgentExecutionTracker } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { TERMINAL_STATES } from '@tracker/state';
import * as compat from './index.js';
import * as nine from './legacy-agent-execution-tracker.js';
import * as six from './legacy-execution-tracker.js';
import { HeartbeatMonitor } from './legacy-tracking-heartbeat.js';
import { ExecutionRegistry, RegistryState } from './legacy-tracking-registry.js';
import { TimeoutManager } from './legacy-tracking-timeout.js';
import { ExecutionTracker as Orchestrator } from './legacy-tracking-tracker.js';

/** What any of the surfaces can do, under one set of names. */
interface Surface {
  /** Creates what is at work. */
  create(): Promise<string>;
  /** Begins to look after what was created elsewhere. */
  meet?(id: string): Promise<unknown>;
  isAlive(id: string): Promise<boolean | undefined>;
  /** A sign of life: whether it counted. */
  beat(id: string): Promise<boolean> | boolean;
  /** Ends it in failed. */
  fail(id: string): Promise<unknown>;
}

/** Longer than any of them waits for a sign of life: the registry waits five minutes. */
const SILENCE_MS = 301_000;

const WHO = { agentName: 'triage', threadId: 't1', userId: 'ann' };

let clock: ManualClock;
let tracker: AgentExecutionTracker;
beforeEach(async () => {
  clock = new ManualClock();
  tracker = await compat.initializeTracker({ clock, store: new MemoryStore({ clock }) });
});
afterEach(() => compat.shutdownTracker());

async function created(): Promise<string> {
  const id = await tracker.createExecution(WHO);
  await tracker.updateExecutionState(id, 'running');
  return id;
}

const ENDS: readonly string[] = [...TERMINAL_STATES, 'SUCCESS', 'FAILED', 'TIMEOUT', 'ABORTED'];
const isActive = (state: string | undefined) =>
  state === undefined ? undefined : !ENDS.includes(state);

const CANONICAL: Surface = {
  create: created,
  isAlive: async (id) => isActive(await tracker.getExecutionState(id)),
  beat: (id) => tracker.heartbeat(id),
  fail: (id) => tracker.failExecution(id, { error: 'x' }),
};

/** Every old path, and what is new; made once, before there is a tracker. */
const SURFACES: Readonly<Record<string, Surface>> = (() => {
  const nineState = new nine.AgentExecutionTracker();
  const sixState = new six.ExecutionTracker();
  const registry = new ExecutionRegistry();
  const orchestrator = new Orchestrator();
  const monitor = new HeartbeatMonitor();
  const manager = new TimeoutManager();
  return {
    '@tracker/core': CANONICAL,
    'core/agent-execution-tracker': {
      async create() {
        const id = await nineState.createExecution(WHO);
        await nineState.startExecution(id);
        return id;
      },
      isAlive: async (id) => (await nineState.getExecution(id))?.isAlive,
      beat: (id) => nineState.heartbeat(id),
      fail: (id) => nineState.failExecution(id, 'x'),
    },
    'core/execution-tracker': {
      async create() {
        const id = await sixState.registerExecution(WHO);
        await sixState.startExecution(id);
        return id;
      },
      isAlive: async (id) => isActive((await sixState.getExecution(id))?.state),
      beat: (id) => sixState.heartbeat(id),
      fail: (id) => sixState.completeExecution(id, { error: 'x' }),
    },
    'agents/execution-tracking/registry': {
      async create() {
        const { executionId } = await registry.registerExecution('r1', 'triage', { userId: 'ann' });
        await registry.updateExecutionState(executionId, RegistryState.INITIALIZING);
        return executionId;
      },
      isAlive: async (id) => isActive((await registry.getExecution(id))?.state),
      beat: (id) => registry.updateHeartbeat(id),
      fail: (id) => registry.updateExecutionState(id, RegistryState.FAILED, { error: 'x' }),
    },
    'agents/execution-tracking/tracker': {
      create: () => orchestrator.startExecution('r1', 'triage', { userId: 'ann' }),
      isAlive: async (id) => isActive((await orchestrator.getExecution(id))?.state),
      beat: (id) => orchestrator.updateExecutionProgress(id, { percentage: 0.5 }),
      fail: (id) => orchestrator.failExecution(id, 'x'),
    },
    'agents/execution-tracking/heartbeat': {
      async create() {
        const id = await created();
        await monitor.startMonitoring(id);
        return id;
      },
      meet: (id) => monitor.startMonitoring(id),
      isAlive: (id) => monitor.isAlive(id),
      beat: (id) => monitor.sendHeartbeat(id),
      fail: CANONICAL.fail,
    },
    'agents/execution-tracking/timeout': {
      async create() {
        const id = await created();
        await manager.setTimeout(id, 10);
        return id;
      },
      meet: (id) => manager.setTimeout(id, 10),
      isAlive: async (id) => {
        const info = await manager.getTimeoutInfo(id);
        return info && isActive(await tracker.getExecutionState(id)) === true && !info.hasTimedOut;
      },
      beat: CANONICAL.beat,
      fail: CANONICAL.fail,
    },
  };
})();

const names = Object.keys(SURFACES);
const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));
const of = (name: string) => SURFACES[name] as Surface;

it.each(pairs)(
  'what is created through %s lives and ends the same through %s',
  async (one, other) => {
    const [creator, observer] = [of(one), of(other)];
    const id = await creator.create();
    if (creator !== observer) await observer.meet?.(id);
    expect([await creator.isAlive(id), await observer.isAlive(id)]).toEqual([true, true]);
    expect([await observer.beat(id), await creator.beat(id)]).toEqual([true, true]);
    await observer.fail(id);
    expect(await tracker.getExecutionState(id)).toBe('failed');
    expect([await creator.isAlive(id), await observer.isAlive(id)]).toEqual([false, false]);
    expect([await observer.beat(id), await creator.beat(id)]).toEqual([false, false]);
  },
);

it.each(names)(
  'what was created through %s and is silent has ended for all at once, unswept',
  async (one) => {
    const id = await of(one).create();
    for (const name of names) if (name !== one) await of(name).meet?.(id);
    await clock.advance(SILENCE_MS);
    expect(['dead', 'timeout']).toContain(await tracker.getExecutionState(id));
    const alive = await Promise.all(names.map((name) => of(name).isAlive(id)));
    expect(alive).toEqual(names.map(() => false));
  },
);

it('a heartbeat through one is a heartbeat through all', async () => {
  const monitor = new HeartbeatMonitor();
  const id = await CANONICAL.create();
  await monitor.startMonitoring(id);
  const missed = async () => (await monitor.getHeartbeatStatus(id))?.missedHeartbeats;
  await clock.advance(8_000);
  expect(await missed()).toBe(1);
  tracker.heartbeat(id);
  expect(await missed()).toBe(0);
  await clock.advance(6_000);
  expect(await missed()).toBe(1);
  await of('core/execution-tracker').beat(id);
  expect(await missed()).toBe(0);
  expect((await tracker.outlook(id))?.signs.aliveAt).toBe(clock.now());
});

it('a limit that is set through one ends the execution for all', async () => {
  const id = await of('@tracker/core').create();
  await new TimeoutManager().setTimeout(id, 2);
  for (let second = 0; second < 3; second += 1) {
    await clock.advance(1_000);
    tracker.heartbeat(id);
  }
  expect(await tracker.getExecutionState(id)).toBe('timeout');
  expect((await nine.getExecutionTracker().getExecution(id))?.isTimedOut).toBe(true);
  expect((await six.getExecutionTracker().getExecution(id))?.isTimeout).toBe(true);
  expect((await new ExecutionRegistry().getExecution(id))?.state).toBe('TIMEOUT');
});

it('the views follow the tracker of the process past a shutdown, and their listeners too', async () => {
  const dead: string[] = [];
  const view = await nine.initializeTracker();
  view.registerTimeoutCallback(({ executionId }) => dead.push(executionId));
  await nine.shutdownTracker();
  await compat.initializeTracker({ clock, store: new MemoryStore({ clock }) });
  await nine.initializeTracker();
  const id = await view.createExecution({ ...WHO, timeoutSeconds: 1 });
  await clock.advance(5_000);
  expect(dead).toEqual([id]);
});
