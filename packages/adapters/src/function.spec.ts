import { currentExecution, trackedFunction } from './function.js';
import { REQUEST, aWorld } from './world.fixture.js';

const world = () => {
  const { tracker } = aWorld();
  return { tracker, options: { tracker, request: (..._: unknown[]) => REQUEST } };
};

it('resolves with what the function resolved with, which is the answer of its execution', async () => {
  const { tracker, options } = world();
  const add = trackedFunction(options, (one: number, other: number) => one + other);
  expect(await add(1, 2)).toBe(3);
  const outcome = await add.run(0, 0);
  expect(outcome).toMatchObject({ state: 'completed', answer: 0 });
  expect(await tracker.getExecutionState(outcome.executionId)).toBe('completed');
});

it('makes each call an execution of its own, of whom the arguments say', async () => {
  const { tracker } = world();
  const greet = trackedFunction(
    { tracker, request: (name: string) => ({ ...REQUEST, userId: name }) },
    (name: string) => `Hello ${name}`,
  );
  await Promise.all([greet('ada'), greet('bob')]);
  for (const name of ['ada', 'bob']) {
    const { executions } = await tracker.forUser(name).listExecutions();
    expect(executions).toMatchObject([{ userId: name, outcome: { answer: `Hello ${name}` } }]);
  }
});

it('rejects with the very error that the function threw, after its execution has failed', async () => {
  const { tracker, options } = world();
  const error = new RangeError('no such parcel');
  const fail = trackedFunction(options, () => Promise.reject(error));
  await expect(fail()).rejects.toBe(error);
  expect(await fail.run()).toMatchObject({ state: 'failed', cause: { code: 'agent_error' } });
  expect((await tracker.getMetrics()).byState.failed).toBe(2);
});

it.each([undefined, null, '', '  ', [], {}])('says that %j is no answer', async (nothing) => {
  const { options } = world();
  const silent = trackedFunction(options, () => nothing);
  await expect(silent()).rejects.toMatchObject({
    code: 'already_ended',
    details: { state: 'failed', cause: { code: 'empty_response' } },
  });
});

it('says how a call ended that was cancelled meanwhile, and tells the function to stop', async () => {
  const { tracker, options } = world();
  const hang = trackedFunction(options, () => {
    const { signal, id } = currentExecution() ?? {};
    if (id) void tracker.cancelExecution(id, { reason: 'enough' });
    return new Promise((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    );
  });
  await expect(hang()).rejects.toMatchObject({
    code: 'already_ended',
    details: { state: 'cancelled', cause: { reason: 'enough' } },
  });
});

it('lets the function reach its execution, also behind awaits, and nobody else’s', async () => {
  const { tracker, options } = world();
  const seen = new Map<string, string | undefined>();
  const look = trackedFunction(options, async (name: string) => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    await currentExecution()?.enterPhase('llm_interaction');
    seen.set(name, currentExecution()?.id);
    return name;
  });
  const [one, other] = await Promise.all([look.run('one'), look.run('other')]);
  expect([seen.get('one'), seen.get('other')]).toEqual([one.executionId, other.executionId]);
  expect(currentExecution()).toBeUndefined();
  const history = await tracker.history(one.executionId);
  expect(history.map((fact) => fact.type === 'phase_entered' && fact.to)).toContain(
    'llm_interaction',
  );
});

it('runs nothing when the request can’t be used, and says so', async () => {
  const { tracker } = world();
  let calls = 0;
  const wrong = trackedFunction({ tracker, request: () => ({ ...REQUEST, userId: '' }) }, () => {
    calls += 1;
    return 'never';
  });
  await expect(wrong()).rejects.toMatchObject({ code: 'invalid_input' });
  expect(calls).toBe(0);
});
