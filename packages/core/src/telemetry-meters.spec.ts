import { anObservedWorld } from './telemetry-world.fixture.js';
import { REQUEST, hanging, running } from './world.fixture.js';

type World = ReturnType<typeof anObservedWorld>;

const refuse = () => Promise.reject(new Error('no'));

async function threeEnds({ tracker, clock }: World): Promise<void> {
  await tracker.run(REQUEST, () => 'fine');
  await tracker.run(REQUEST, refuse);
  await tracker.run({ ...REQUEST, agentName: 'sales' }, () => 'fine');
  await clock.settle();
}

const open: World[] = [];

function observed(...options: Parameters<typeof anObservedWorld>): World {
  const world = anObservedWorld(...options);
  open.push(world);
  return world;
}

afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

describe('what is counted', () => {
  it('is every end, by agent, state and error', async () => {
    const world = observed();
    await threeEnds(world);
    expect(await world.points('tracker.executions.ended')).toStrictEqual([
      { attributes: { 'gen_ai.agent.name': 'triage', 'tracker.state': 'completed' }, value: 1 },
      {
        attributes: {
          'gen_ai.agent.name': 'triage',
          'tracker.state': 'failed',
          'error.type': 'agent_error',
        },
        value: 1,
      },
      { attributes: { 'gen_ai.agent.name': 'sales', 'tracker.state': 'completed' }, value: 1 },
    ]);
  });

  it('has room for so many agent names; the others are counted together', async () => {
    const world = observed({ maxAgents: 2 });
    for (const agentName of ['a', 'b', 'c', 'd', 'a']) {
      await world.tracker.run({ ...REQUEST, agentName }, () => 'fine');
    }
    await world.clock.advance(1_000);
    const points = await world.points('tracker.executions.ended');
    const counts = points.map(({ attributes, value }) => [attributes['gen_ai.agent.name'], value]);
    expect(counts).toEqual([
      ['a', 2],
      ['b', 1],
      ['_OTHER', 2],
    ]);
  });

  it('is each delivery that was not in time', async () => {
    const world = observed();
    const limits = { deliveryTimeoutMs: 1_000 };
    await world.tracker.run({ ...REQUEST, limits }, () => 'fine');
    await world.tracker.run(REQUEST, () => 'fine');
    await world.clock.advance(2_000);
    const attributes = { 'gen_ai.agent.name': 'triage' };
    expect(await world.points('tracker.deliveries.overdue')).toEqual([{ attributes, value: 1 }]);
  });
});

describe('what is measured', () => {
  it('is how long executions lasted, in seconds, in the advised buckets', async () => {
    const world = observed();
    await hanging(world);
    await world.clock.advance(60_000);
    const [point, ...others] = await world.points('gen_ai.invoke_agent.duration');
    expect(others).toEqual([]);
    expect(point?.attributes).toEqual({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'triage',
      'error.type': 'idle_timeout',
    });
    const [span] = world.spans.getFinishedSpans().filter(({ name }) => /^invoke/.test(name));
    const [seconds = 0, nanos = 0] = span?.duration ?? [];
    const lasted = seconds + nanos / 1e9;
    expect(lasted).toBeGreaterThan(1);
    expect(point?.value).toMatchObject({ count: 1, sum: lasted });
    const { boundaries } = (point?.value as { buckets: { boundaries: number[] } }).buckets;
    expect(boundaries.slice(0, 4)).toEqual([0.01, 0.02, 0.04, 0.08]);
    expect(boundaries).toContain(81.92);
    expect(boundaries.at(-1)).toBe(655.36);
  });

  it('is how long answers took to arrive, late ones included', async () => {
    const world = observed();
    const limits = { deliveryTimeoutMs: 1_000 };
    const { executionId } = await world.tracker.run({ ...REQUEST, limits }, () => 'fine');
    await world.clock.advance(2_500);
    await world.tracker.acknowledge(executionId);
    await world.clock.settle();
    const [point] = await world.points('tracker.delivery.latency');
    expect(point?.value).toMatchObject({ count: 1, sum: 2.5 });
  });
});

describe('what is shown', () => {
  it('is how many executions are active, undelivered and overdue at that moment', async () => {
    const world = observed();
    const limits = { deliveryTimeoutMs: 1_000 };
    await world.tracker.run({ ...REQUEST, limits }, () => 'fine');
    await world.tracker.run(REQUEST, () => 'fine');
    await world.clock.advance(2_000);
    await running(world.tracker);
    await world.tracker.createExecution(REQUEST);
    const active = await world.points('tracker.executions.active');
    expect(active.map(({ attributes, value }) => [attributes['tracker.state'], value])).toEqual([
      ['pending', 1],
      ['starting', 0],
      ['running', 1],
      ['completing', 0],
    ]);
    expect(await world.points('tracker.executions.undelivered')).toMatchObject([{ value: 2 }]);
    expect(await world.points('tracker.executions.overdue')).toMatchObject([{ value: 1 }]);
  });

  it('is the state each circuit breaker is in', async () => {
    const world = observed();
    const call = (dependency: string, answer: () => Promise<string>) =>
      world.tracker.run(REQUEST, (execution) => execution.guard(dependency, answer));
    await call('crm', () => Promise.resolve('fine'));
    for (let tries = 0; tries < 3; tries++) await call('llm', refuse);
    const points = await world.points('tracker.breaker.state');
    const shown = points.filter(({ value }) => value === 1).map(({ attributes }) => attributes);
    expect(points).toHaveLength(6);
    expect(shown).toEqual([
      { 'tracker.dependency': 'crm', 'tracker.breaker.state': 'closed' },
      { 'tracker.dependency': 'llm', 'tracker.breaker.state': 'open' },
    ]);
  });

  it('is nothing any more once telemetry has stopped', async () => {
    const world = observed();
    await world.telemetry.stop();
    expect(await world.points('tracker.executions.active')).toEqual([]);
  });
});
