import * as core from '@tracker/core';
import * as nine from './legacy-agent-execution-tracker.js';
import * as compat from './index.js';
import * as six from './legacy-execution-tracker.js';

// Validation theme: one tracker. Every name of the package is the same class, every factory gives the same instance,
// and every old path a view of it: what is created through one is seen through all.

type Factories = Readonly<Record<string, () => core.AgentExecutionTracker>>;

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

const CLASSES = {
  '@tracker/compat AgentExecutionTracker': compat.AgentExecutionTracker,
  '@tracker/compat ExecutionTracker': compat.ExecutionTracker,
};

const FACTORIES = {
  'getExecutionTracker of the package': compat.getExecutionTracker,
  'getAgentStateTracker of the package': compat.getAgentStateTracker,
};

/** Throws unless all are one class. */
function assertOneClass(classes: Readonly<Record<string, unknown>>): void {
  const others = Object.entries(classes).filter(([, each]) => each !== core.AgentExecutionTracker);
  if (others.length > 0) throw new Error(`another class: ${others.map(([name]) => name).join()}`);
}

/** Throws unless all give one instance, and what is created through each is seen, counted and moved through all. */
async function assertOneTracker(factories: Factories): Promise<void> {
  const [first] = Object.values(factories).map((get) => get());
  if (!first) throw new Error('no factory');
  for (const [name, get] of Object.entries(factories)) {
    const id = await get().createExecution(REQUEST);
    await get().startExecution(id);
    const before = (await first.getMetrics()).total;
    for (const [other, see] of Object.entries(factories)) {
      const state = await see().getExecutionState(id);
      if (state !== 'starting') throw new Error(`${other} does not see what ${name} created`);
      if (!see().heartbeat(id)) throw new Error(`${other} does not drive what ${name} started`);
      const { total } = await see().getMetrics();
      if (total !== before) throw new Error(`${other} counts ${total} where ${name} has ${before}`);
    }
    if (get() !== first) throw new Error(`${name} gives another instance`);
  }
}

afterEach(() => compat.shutdownTracker());

it('is one class under all its names', () => {
  assertOneClass(CLASSES);
});

it('is one instance behind all factories, which all see the same', async () => {
  await assertOneTracker(FACTORIES);
});

it('is what initializeTracker resolves with, whoever asks and however many at once', async () => {
  const made = await Promise.all([
    compat.initializeTracker(),
    compat.initExecutionTracker(),
    six.initializeTracker().then(({ tracker }) => tracker),
    six.initExecutionTracker().then(({ tracker }) => tracker),
    nine.initializeTracker().then(({ tracker }) => tracker),
    Promise.resolve(six.getExecutionTracker().tracker),
    Promise.resolve(nine.getExecutionTracker().tracker),
    Promise.resolve(nine.getAgentStateTracker().tracker),
    ...Array.from({ length: 20 }, async () => compat.getExecutionTracker()),
  ]);
  expect(new Set(made).size).toBe(1);
});

it('has states and phases of one make', () => {
  expect(nine.AgentExecutionPhase).toBe(compat.AgentExecutionPhase);
  expect(nine.CircuitBreakerState).toBe(compat.CircuitBreakerState);
});

describe('these assertions fail when the defect is put back', () => {
  it('a subclass under the old name', () => {
    class ExecutionTracker extends core.AgentExecutionTracker {}
    expect(() => assertOneClass({ ...CLASSES, ExecutionTracker })).toThrow(
      'another class: ExecutionTracker',
    );
  });

  it('a factory that builds a tracker of its own', async () => {
    const own = new core.AgentExecutionTracker();
    await expect(assertOneTracker({ ...FACTORIES, own: () => own })).rejects.toThrow(
      'own does not see what getExecutionTracker of the package created',
    );
    await own.close();
  });

  it('a factory that wraps the tracker anew at each call, with counters of its own', async () => {
    const wrapped = () => {
      const tracker = compat.getExecutionTracker();
      const { total } = { total: 0 };
      return new Proxy(tracker, {
        get(target, key) {
          if (key === 'getMetrics') return async () => ({ ...(await target.getMetrics()), total });
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    };
    await expect(assertOneTracker({ ...FACTORIES, wrapped })).rejects.toThrow('wrapped counts 0');
  });

  it('a second tracker over the same store, which drives nothing the first has started', async () => {
    const store = new core.MemoryStore();
    const [one, two] = [1, 2].map(() => new core.AgentExecutionTracker({ store }));
    if (!one || !two) throw new Error('unreachable');
    const factories = { one: () => one, two: () => two };
    await expect(assertOneTracker(factories)).rejects.toThrow(
      'two does not drive what one started',
    );
    await Promise.all([one.close(), two.close()]);
  });
});

// ASSERTION: the names are one type as well
const tracker: core.AgentExecutionTracker = new compat.ExecutionTracker();
void tracker.close();
