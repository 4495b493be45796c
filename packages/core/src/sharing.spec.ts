import type { Execution } from '@tracker/state';
import { FAR, REQUEST, aWorld, running } from './world.fixture.js';

/** Every object reachable from `value`, with the way to it. */
function* parts(value: unknown, path = ''): Generator<[string, object]> {
  if (typeof value !== 'object' || value === null) return;
  yield [path, value];
  for (const [key, member] of Object.entries(value)) yield* parts(member, `${path}.${key}`);
}

const thawed = (value: unknown) =>
  [...parts(value)].filter(([, part]) => !Object.isFrozen(part)).map(([path]) => path);

async function aRichWorld() {
  const world = aWorld();
  const { tracker, clock } = world;
  const id = await running(tracker, { limits: FAR, metadata: { tags: ['a'] } });
  await tracker.enterPhase(id, 'llm_interaction');
  await tracker.reportProgress(id, { note: 'half way', percent: 50 });
  await tracker.holdExecution(id, { reason: 'approval' });
  await clock.advance(10);
  return { ...world, id };
}

const ENDS = ['complete', 'fail', 'cancel'] as const;

describe('what readers get', () => {
  it.each(ENDS)('is frozen throughout, after %s too', async (end) => {
    const { tracker, id } = await aRichWorld();
    expect(thawed(await tracker.getExecution(id))).toEqual([]);
    await tracker.resumeExecution(id);
    await tracker.cancelExecution(id, { reason: 'x' });
    if (end === 'complete') await tracker.completeExecution(id, { answer: { list: [1] } });
    if (end === 'fail') await tracker.failExecution(id, { error: 'x' });
    if (end === 'cancel') await tracker.acknowledgeCancel(id);
    await tracker.acknowledge(id);
    expect(thawed(await tracker.getExecution(id))).toEqual([]);
    expect(thawed((await tracker.listExecutions()).executions[0])).toEqual([]);
    expect(thawed([...(await tracker.history(id))].map((event) => ({ event })))).toEqual([
      '',
      ...(await tracker.history(id)).map((_, i) => `.${i}`),
    ]);
  });

  it('is frozen before the work begins, too', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution({ ...REQUEST, metadata: { tags: ['a'] } });
    expect(thawed(await tracker.getExecution(id))).toEqual([]);
    await tracker.startExecution(id);
    expect(thawed(await tracker.getExecution(id))).toEqual([]);
  });

  it('can not be used to change what the store holds', async () => {
    const { tracker, id } = await aRichWorld();
    const before = JSON.stringify([await tracker.getExecution(id), await tracker.history(id)]);
    for (const [, part] of parts([await tracker.getExecution(id), await tracker.history(id)])) {
      for (const key of Object.keys(part)) Reflect.set(part, key, 'vandal');
      Reflect.set(part, 'extra', 'vandal');
    }
    const after = JSON.stringify([await tracker.getExecution(id), await tracker.history(id)]);
    expect(after).toBe(before);
  });

  it('is frozen for those who watch, too', async () => {
    const { tracker, clock, id } = await aRichWorld();
    const stop = new AbortController();
    for await (const tracked of tracker.watch({ after: 0, signal: stop.signal })) {
      expect(thawed(tracked.event)).toEqual([]);
      if (tracked.event.type === 'held') stop.abort();
    }
    await clock.settle();
    expect(id).toMatch(/^exec_/);
  });
});

describe('what callers give', () => {
  it('can change afterwards without anybody noticing', async () => {
    const { tracker } = aWorld();
    const limits = { ...FAR };
    const metadata = { tags: ['a'], deep: { x: 1 } };
    const input = { ...REQUEST, limits, metadata };
    const id = await running(tracker, input);
    limits.idleTimeoutMs = 1;
    metadata.tags.push('b');
    metadata.deep.x = 2;
    input.userId = 'bob';
    const answer = { parts: ['one'] };
    await tracker.completeExecution(id, { answer });
    answer.parts.push('two');
    const execution = (await tracker.getExecution(id)) as Extract<
      Execution,
      { state: 'completed' }
    >;
    expect(execution).toMatchObject({ userId: 'ann', limits: FAR });
    expect(execution.metadata).toEqual({ tags: ['a'], deep: { x: 1 } });
    expect(execution.outcome).toEqual({ kind: 'answer', answer: { parts: ['one'] } });
  });

  it('can be one object for many executions', async () => {
    const { tracker } = aWorld();
    const metadata = { shared: [1] };
    const [a, b] = [
      await tracker.createExecution({ ...REQUEST, metadata }),
      await tracker.createExecution({ ...REQUEST, metadata }),
    ];
    expect((await tracker.getExecution(a))?.metadata).not.toBe(metadata);
    expect((await tracker.getExecution(b))?.metadata).toEqual(metadata);
  });
});
