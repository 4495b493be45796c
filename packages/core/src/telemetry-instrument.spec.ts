import { diag, type Meter, type Tracer } from '@opentelemetry/api';
import { TrackerError, TrackerErrorCode, type HistoryEvent } from '@tracker/state';
import { MemoryStore, type FeedEntry } from './index.js';
import { instrument, type InstrumentOptions } from './telemetry.js';
import { ManualClock } from './testing.js';
import { anObservedWorld } from './telemetry-world.fixture.js';
import { REQUEST, aWorld, refusal, running } from './world.fixture.js';

type World = ReturnType<typeof anObservedWorld>;

function traced({ spans }: World): unknown[] {
  return spans
    .getFinishedSpans()
    .filter(({ name }) => name.startsWith('invoke_agent'))
    .map(({ attributes }) => attributes['tracker.execution.id']);
}

/** A store that can be told to fail where telemetry reads. */
class FrailStore extends MemoryStore {
  broken: 'feed' | 'history' | undefined;

  override async feed(...args: Parameters<MemoryStore['feed']>): Promise<readonly FeedEntry[]> {
    this.#fail('feed');
    return super.feed(...args);
  }

  override async history(
    ...args: Parameters<MemoryStore['history']>
  ): Promise<readonly HistoryEvent[]> {
    this.#fail('history');
    return super.history(...args);
  }

  #fail(where: 'feed' | 'history'): void {
    if (this.broken !== where) return;
    throw new TrackerError({ code: TrackerErrorCode.STORE_FAILURE, message: 'the disk is gone' });
  }
}

describe('following the feed', () => {
  it.each(['feed', 'history'] as const)(
    'goes on once a %s that failed is back, with nothing lost or told twice',
    async (broken) => {
      let store: FrailStore | undefined;
      const world = anObservedWorld({}, (clock) => (store = new FrailStore({ clock })));
      const { executionId: first } = await world.tracker.run(REQUEST, () => 'fine');
      await world.clock.settle();
      (store as FrailStore).broken = broken;
      const { executionId: second } = await world.tracker.run(REQUEST, () => 'fine');
      await world.clock.advance(10_000);
      expect(traced(world)).toEqual([first]);
      (store as FrailStore).broken = undefined;
      await world.clock.advance(60_000);
      expect(traced(world)).toEqual([first, second]);
      const [point] = await world.points('tracker.executions.ended');
      expect(point?.value).toBe(2);
      expect(world.logged).toContain('telemetry could not follow the feed, trying again');
      await world.close();
    },
  );

  it('counts an end whose history is no longer kept, and traces nothing', async () => {
    class Forgetful extends MemoryStore {
      override history(): Promise<readonly HistoryEvent[]> {
        return Promise.resolve([]);
      }
    }
    const world = anObservedWorld({}, (clock) => new Forgetful({ clock }));
    const { executionId } = await world.tracker.run(REQUEST, () => 'fine');
    await world.tracker.acknowledge(executionId);
    await world.clock.settle();
    expect(world.logged).toEqual(['telemetry found no history to trace']);
    expect(world.spans.getFinishedSpans()).toEqual([]);
    expect(await world.points('tracker.executions.ended')).toMatchObject([{ value: 1 }]);
    expect(await world.points('gen_ai.invoke_agent.duration')).toEqual([]);
    await world.close();
  });

  it('skips to now when it fell behind, says so, and tells the whole of what ends later', async () => {
    const world = anObservedWorld({}, (clock) => new MemoryStore({ clock, maxFeed: 4 }));
    const { tracker, clock } = world;
    const start = clock.now();
    const id = await running(tracker);
    await Promise.all(Array.from({ length: 20 }, () => tracker.createExecution(REQUEST)));
    await clock.advance(2_000);
    expect(world.logged).toEqual(['telemetry fell behind the feed and skips to now']);
    expect(await world.points('tracker.telemetry.gaps')).toMatchObject([{ value: 1 }]);
    await tracker.completeExecution(id, { answer: 'fine' });
    await clock.settle();
    const [span] = world.spans.getFinishedSpans().filter(({ name }) => /^invoke/.test(name));
    expect(span?.attributes['tracker.execution.id']).toBe(id);
    expect(span?.startTime).toEqual([start / 1_000, 0]);
    await world.close();
  });
});

describe('the end of telemetry', () => {
  const ways: [string, (world: World, aborting: AbortController) => unknown][] = [
    ['stop', ({ telemetry }) => telemetry.stop()],
    ['stopping twice', ({ telemetry }) => Promise.all([telemetry.stop(), telemetry.stop()])],
    ['disposal', ({ telemetry }) => telemetry[Symbol.asyncDispose]()],
    ['the signal', (_, aborting) => aborting.abort()],
  ];

  it.each(ways)('comes with %s, and the tracker goes on', async (_, end) => {
    const aborting = new AbortController();
    const world = anObservedWorld({ signal: aborting.signal });
    await end(world, aborting);
    const outcome = await world.tracker.run(REQUEST, () => 'fine');
    await world.clock.advance(5_000);
    await world.telemetry.stop();
    expect(outcome.state).toBe('completed');
    expect(traced(world)).toEqual([]);
    expect(world.logged).toEqual([]);
  });

  it('comes with the end of the tracker', async () => {
    const world = anObservedWorld();
    await world.tracker.close();
    await world.telemetry.stop();
    expect(await world.points('tracker.executions.active')).toEqual([]);
    expect(world.logged).toEqual([]);
    await world.close();
  });

  it.each<[string, (world: World) => Promise<void>]>([
    ['it is stopped', () => Promise.resolve()],
    ['the tracker is closed', ({ tracker }) => tracker.close()],
  ])('leaves nothing untold when %s at once and it knows the store', async (_, before) => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock });
    const world = anObservedWorld({ store }, () => store);
    const runs = [1, 2, 3].map(() => world.tracker.run(REQUEST, () => 'fine'));
    const outcomes = await Promise.all(runs);
    await before(world);
    await world.telemetry.stop();
    const ids = outcomes.map(({ executionId }) => executionId);
    expect(traced(world).sort()).toEqual(ids.sort());
    expect(world.logged).toEqual([]);
  });

  it('is not held up by a store that is gone', async () => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock });
    const world = anObservedWorld({ store }, () => store);
    await world.tracker.run(REQUEST, () => 'fine');
    await world.tracker.close();
    await store.close();
    await world.telemetry.stop();
    expect(world.logged).toEqual(['telemetry could not catch up with the feed']);
  });
});

describe('trouble with the store', () => {
  it('leaves the gauges empty and is logged', async () => {
    const world = anObservedWorld();
    await world.store.close();
    expect(await world.points('tracker.executions.active')).toEqual([]);
    expect(world.logged).toContain('telemetry could not read the gauges');
    await world.close();
  });

  it('is told to OpenTelemetry’s own logger unless another is given', async () => {
    const warn = jest.fn();
    const silent = () => undefined;
    diag.setLogger({ error: silent, warn, info: silent, debug: silent, verbose: silent });
    const world = anObservedWorld({ logger: undefined });
    await world.store.close();
    await world.points('tracker.executions.active');
    expect(warn).toHaveBeenCalledWith('telemetry could not read the gauges', {
      err: expect.any(TrackerError),
    });
    diag.disable();
    await world.close();
  });
});

describe('trouble in OpenTelemetry', () => {
  const unwilling = () => {
    throw new Error('exporter on fire');
  };
  const hostileMeter = new Proxy({} as Meter, {
    get: (_, method) =>
      String(method).startsWith('create')
        ? () => ({ add: unwilling, record: unwilling })
        : unwilling,
  });
  const registering = new Proxy(hostileMeter, {
    get: (meter, method, self) =>
      method === 'addBatchObservableCallback' ? () => undefined : Reflect.get(meter, method, self),
  });

  it.each<[string, InstrumentOptions]>([
    ['tracer', { tracer: { startSpan: unwilling } as unknown as Tracer }],
    ['meter', { meter: registering }],
  ])('of a throwing %s is logged and felt by nobody', async (_, options) => {
    const world = anObservedWorld(options);
    const limits = { deliveryTimeoutMs: 1_000 };
    const { state, executionId } = await world.tracker.run({ ...REQUEST, limits }, () => 'fine');
    await world.clock.advance(5_000);
    await world.tracker.acknowledge(executionId);
    await world.clock.settle();
    await world.telemetry.stop();
    expect(state).toBe('completed');
    expect(world.logged.length).toBeGreaterThan(1);
    expect(world.logged.every((line) => line.startsWith('telemetry could not'))).toBe(true);
  });

  it('leaves the metrics to a healthy meter when the tracer throws', async () => {
    const world = anObservedWorld({ tracer: { startSpan: unwilling } as unknown as Tracer });
    await world.tracker.run(REQUEST, () => 'fine');
    await world.clock.settle();
    expect(await world.points('tracker.executions.ended')).toMatchObject([{ value: 1 }]);
    await world.close();
  });

  it('is none at all where no provider is set: nothing is written and nothing breaks', async () => {
    const { tracker, clock } = aWorld();
    const telemetry = instrument(tracker);
    const { state } = await tracker.run(REQUEST, () => 'fine');
    await clock.settle();
    await telemetry.stop();
    expect(state).toBe('completed');
  });
});

describe('what instrument is given', () => {
  it.each<[string, object, string]>([
    ['a tracer that is none', { tracer: {} }, 'give an OpenTelemetry Tracer'],
    ['a meter that is none', { meter: null }, 'give an OpenTelemetry Meter'],
    ['a number of agents below one', { maxAgents: 0 }, 'maxAgents'],
    ['an option that does not exist', { userId: true }, 'userId'],
  ])('is refused with %s', async (_, options, told) => {
    const { tracker } = aWorld();
    const error = await refusal(
      Promise.resolve().then(() => instrument(tracker, options as InstrumentOptions)),
    );
    expect(error.code).toBe('invalid_input');
    expect(error.message).toContain(told);
  });
});
