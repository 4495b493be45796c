import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  context,
  trace,
  type Context,
  type ContextManager,
} from '@opentelemetry/api';
import { TERMINAL_STATES, type TerminalState } from '@tracker/state';
import type { AgentExecutionTracker } from './index.js';
import { instrument, type InstrumentOptions } from './telemetry.js';
import { anObservedWorld, times } from './telemetry-world.fixture.js';
import { REQUEST, aWorld, hanging, running } from './world.fixture.js';

type World = ReturnType<typeof anObservedWorld>;

const SECRET = 'the secret of ann';

function executionSpans({ spans }: World) {
  return spans.getFinishedSpans().filter(({ name }) => name.startsWith('invoke_agent'));
}

function spanOf({ spans }: World, name: string) {
  const found = spans.getFinishedSpans().filter((span) => span.name === name);
  expect(found).toHaveLength(1);
  return found[0] as (typeof found)[number];
}

/** How each end is brought about. */
const ENDS: Record<TerminalState, (world: World) => Promise<unknown>> = {
  completed: ({ tracker }) => tracker.run(REQUEST, () => 'fine'),
  failed: ({ tracker }) =>
    tracker.run(REQUEST, () => {
      throw new Error(SECRET);
    }),
  timeout: async ({ tracker, clock }) => {
    await hanging({ tracker, clock });
    await clock.advance(60_000);
  },
  dead: async ({ tracker, clock }) => {
    await running(tracker);
    await clock.advance(60_000);
  },
  cancelled: async ({ tracker }) => {
    const id = await tracker.createExecution(REQUEST);
    await tracker.cancelExecution(id, { reason: SECRET });
  },
};

const { UNSET, ERROR } = SpanStatusCode;
const TOLD = {
  completed: [UNSET, undefined, 'answered'],
  failed: [ERROR, 'agent_error', 'failure'],
  timeout: [ERROR, 'idle_timeout', 'timeout'],
  dead: [ERROR, 'silence', 'death'],
  cancelled: [UNSET, undefined, 'cancellation'],
} satisfies Record<TerminalState, unknown[]>;

const ACTIVE = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), traceFlags: 1 };

/** A context manager for which one context is active all the time. */
function alwaysIn(active: Context): ContextManager {
  const manager: ContextManager = {
    active: () => active,
    with: (_, act, self, ...args) => act.apply(self as never, args),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

async function answered(tracker: AgentExecutionTracker, id: string): Promise<void> {
  await tracker.completeExecution(id, { answer: SECRET });
}

describe('the span of an execution', () => {
  it.each(TERMINAL_STATES)(
    'is written once for one that is %s, by the conventions',
    async (state) => {
      const world = anObservedWorld();
      await ENDS[state](world);
      await world.clock.settle();
      const [span, ...others] = executionSpans(world);
      const [status, error, cause] = TOLD[state];
      expect(others).toEqual([]);
      expect(span).toMatchObject({ name: 'invoke_agent triage', kind: SpanKind.INTERNAL });
      expect(span?.status.code).toBe(status);
      expect(span?.attributes).toMatchObject({
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': 'triage',
        'gen_ai.conversation.id': 't1',
        'tracker.attempt': 1,
        'tracker.state': state,
        'tracker.cause.kind': cause,
      });
      expect(span?.attributes['error.type']).toBe(error);
    },
  );

  it('lasts from creation to end as the facts date them, however late it is written', async () => {
    const world = anObservedWorld();
    const { tracker, clock } = world;
    const start = clock.now();
    const id = await running(tracker);
    await clock.advance(1_500);
    await answered(tracker, id);
    await clock.advance(60_000);
    expect(times(spanOf(world, 'invoke_agent triage'))).toEqual([start, start + 1_500]);
  });

  it('is written for what began before telemetry did', async () => {
    const { tracker, clock } = aWorld();
    const start = clock.now();
    const id = await running(tracker);
    await clock.advance(1_000);
    const late = anObservedWorld();
    instrument(tracker, { tracer: late.tracer, meter: late.meter, clock });
    await answered(tracker, id);
    await clock.settle();
    expect(times(spanOf(late, 'invoke_agent triage'))).toEqual([start, start + 1_000]);
  });

  it('is written for what another tracker of the same store did', async () => {
    const world = anObservedWorld();
    const other = aWorld({ store: world.store, clock: world.clock, name: 'other' }).tracker;
    await other.run(REQUEST, () => 'fine');
    await world.clock.settle();
    expect(executionSpans(world)).toHaveLength(1);
  });

  it('tells phases, holds and cancel requests as events at their instants', async () => {
    const world = anObservedWorld();
    const { tracker, clock } = world;
    const start = clock.now();
    const id = await running(tracker);
    await clock.advance(100);
    await tracker.enterPhase(id, 'llm_interaction');
    await tracker.holdExecution(id, { reason: SECRET });
    await clock.advance(3_000);
    await tracker.resumeExecution(id);
    await tracker.cancelExecution(id);
    await clock.advance(50);
    await tracker.acknowledgeCancel(id);
    await clock.settle();
    const span = spanOf(world, 'invoke_agent triage');
    const told = span.events.map(({ name, attributes, time: [s, ns] }) => [
      name,
      attributes?.['tracker.phase'] ?? attributes?.['tracker.held.duration'],
      s * 1_000 + ns / 1_000_000 - start,
    ]);
    expect(told).toEqual([
      ['tracker.phase_entered', 'starting', 0],
      ['tracker.phase_entered', 'thinking', 0],
      ['tracker.phase_entered', 'llm_interaction', 100],
      ['tracker.held', undefined, 100],
      ['tracker.resumed', 3, 3_100],
      ['tracker.cancel_requested', undefined, 3_100],
      ['tracker.cancel_acknowledged', undefined, 3_150],
    ]);
    expect(span.attributes).toMatchObject({
      'tracker.held.duration': 3,
      'tracker.cause.forced': false,
    });
  });

  it('says nothing that people wrote, and not who the user is', async () => {
    const world = anObservedWorld();
    const { tracker } = world;
    const metadata = { note: SECRET };
    const first = await running(tracker, { userId: 'ann@example.org', metadata });
    await tracker.reportProgress(first, { note: SECRET });
    await tracker.holdExecution(first, { reason: SECRET });
    await tracker.resumeExecution(first);
    await answered(tracker, first);
    const second = await running(tracker, { userId: 'ann@example.org', metadata });
    await tracker.failExecution(second, { error: new Error(SECRET), message: SECRET });
    await tracker.acknowledge(first, { by: 'ann@example.org' });
    await world.clock.settle();
    const said = JSON.stringify(
      world.spans.getFinishedSpans().map(({ name, attributes, events, status, links }) => ({
        name,
        attributes,
        events,
        status,
        links,
      })),
    );
    expect(executionSpans(world)).toHaveLength(2);
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain('ann@example.org');
  });

  it('names the user when it is told to', async () => {
    const world = anObservedWorld({ userIds: true });
    await ENDS.completed(world);
    await world.clock.settle();
    expect(spanOf(world, 'invoke_agent triage').attributes['enduser.id']).toBe('ann');
  });

  it('links to the execution it tries again', async () => {
    const world = anObservedWorld();
    await ENDS.failed(world);
    await world.clock.settle();
    const [failed] = executionSpans(world);
    const retryOf = failed?.attributes['tracker.execution.id'] as string;
    await world.tracker.run({ ...REQUEST, retryOf }, () => 'fine');
    await world.clock.settle();
    const [, again] = executionSpans(world);
    expect(again?.attributes).toMatchObject({ 'tracker.attempt': 2, 'tracker.retry_of': retryOf });
    expect(again?.links.map(({ context }) => context.spanId)).toEqual([
      failed?.spanContext().spanId,
    ]);
  });

  it('has no link when what it tries again is forgotten', async () => {
    const world = anObservedWorld({ memory: 1 });
    await ENDS.failed(world);
    await ENDS.completed(world);
    await world.clock.settle();
    const retryOf = executionSpans(world)[0]?.attributes['tracker.execution.id'] as string;
    await world.tracker.run({ ...REQUEST, retryOf }, () => 'fine');
    await world.clock.settle();
    expect(executionSpans(world).at(-1)).toMatchObject({
      links: [],
      attributes: { 'tracker.retry_of': retryOf },
    });
  });

  const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  const parent = trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: 1 });

  it.each<[string, InstrumentOptions, string | undefined]>([
    ['a root', {}, undefined],
    ['a root where no parent is named', { parentOf: () => undefined }, undefined],
    ['a child where a parent is named', { parentOf: () => parent }, ids.spanId],
  ])('is %s, whatever else is active', async (_, options, spanId) => {
    context.setGlobalContextManager(alwaysIn(trace.setSpanContext(ROOT_CONTEXT, ACTIVE)));
    const world = anObservedWorld(options);
    await ENDS.completed(world);
    await world.clock.settle();
    context.disable();
    expect(spanOf(world, 'invoke_agent triage').parentSpanContext?.spanId).toBe(spanId);
  });
});

describe('the spans of phases', () => {
  async function work({ tracker, clock }: World, rounds: number): Promise<void> {
    const id = await running(tracker);
    for (let round = 0; round < rounds; round++) {
      await clock.advance(1);
      await tracker.enterPhase(id, 'llm_interaction');
      await clock.advance(2);
      await tracker.enterPhase(id, 'thinking');
      await tracker.heartbeat(id);
    }
    await clock.advance(5);
    await answered(tracker, id);
    await clock.settle();
  }

  it('are children that follow each other; a stay of no time has none', async () => {
    const world = anObservedWorld();
    const start = world.clock.now();
    await work(world, 1);
    const parent = spanOf(world, 'invoke_agent triage').spanContext().spanId;
    const phases = world.spans
      .getFinishedSpans()
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)
      .map((span) => [span.name, ...times(span).map((at) => at - start)]);
    expect(phases).toEqual([
      ['tracker.phase thinking', 0, 1],
      ['tracker.phase llm_interaction', 1, 3],
      ['tracker.phase thinking', 3, 8],
    ]);
  });

  it('are left out when they are not wanted', async () => {
    const world = anObservedWorld({ phaseSpans: false });
    await work(world, 3);
    expect(world.spans.getFinishedSpans().map(({ name }) => name)).toEqual(['invoke_agent triage']);
  });

  it('end after 128; the span of the execution says how many more there were', async () => {
    const world = anObservedWorld();
    await work(world, 70);
    const phases = world.spans
      .getFinishedSpans()
      .filter(({ name }) => name.startsWith('tracker.phase '));
    expect(phases).toHaveLength(128);
    const { attributes } = spanOf(world, 'invoke_agent triage');
    expect(attributes['tracker.phases.dropped']).toBe(13);
  });
});

describe('the span of a delivery', () => {
  it('lasts from the end to the acknowledgement, under the span of the execution', async () => {
    const world = anObservedWorld();
    const { tracker, clock } = world;
    const { executionId } = await tracker.run(REQUEST, () => 'fine');
    const end = clock.now();
    await clock.advance(700);
    await tracker.acknowledge(executionId);
    await clock.settle();
    const delivery = spanOf(world, 'tracker.delivery');
    const { spanId } = spanOf(world, 'invoke_agent triage').spanContext();
    expect(times(delivery)).toEqual([end, end + 700]);
    expect(delivery.parentSpanContext?.spanId).toBe(spanId);
    expect(delivery.status.code).toBe(UNSET);
    expect(delivery.attributes).toMatchObject({
      'tracker.execution.id': executionId,
      'tracker.delivery.overdue': false,
    });
  });

  it('ends as an error at the deadline, and a late acknowledgement writes no second one', async () => {
    const world = anObservedWorld();
    const { tracker, clock } = world;
    const limits = { deliveryTimeoutMs: 1_000 };
    const { executionId } = await tracker.run({ ...REQUEST, limits }, () => 'fine');
    const end = clock.now();
    await clock.advance(5_000);
    await tracker.acknowledge(executionId);
    await clock.settle();
    const delivery = spanOf(world, 'tracker.delivery');
    expect(delivery.status.code).toBe(ERROR);
    expect(delivery.attributes['error.type']).toBe('delivery_overdue');
    expect(delivery.events.map(({ name }) => name)).toEqual(['tracker.delivery_overdue']);
    expect(times(delivery)[0]).toBe(end);
  });

  it('stands alone when the execution is forgotten', async () => {
    const world = anObservedWorld({ memory: 1 });
    const { tracker, clock } = world;
    const end = clock.now();
    const { executionId } = await tracker.run(REQUEST, () => 'fine');
    await clock.advance(100);
    await ENDS.completed(world);
    await clock.settle();
    await tracker.acknowledge(executionId);
    await clock.settle();
    const delivery = spanOf(world, 'tracker.delivery');
    expect(delivery.parentSpanContext).toBeUndefined();
    expect(times(delivery)).toEqual([end, end + 100]);
  });
});
