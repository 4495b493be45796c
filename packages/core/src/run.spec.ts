import { AgentExecutionTracker, MemoryStore, type RunOutcome } from './index.js';
import { ManualClock } from './testing.js';

const request = { agentName: 'triage', userId: 'ann', threadId: 't1' };

function setUp() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'tester' });
  return { clock, store, tracker };
}

describe('run', () => {
  it('completes with the answer of the agent', async () => {
    const { tracker } = setUp();
    const outcome = await tracker.run(request, async (execution) => {
      await execution.enterPhase('llm_interaction');
      return execution.guard('llm', () => Promise.resolve('42'));
    });
    expect(outcome).toMatchObject({ state: 'completed', answer: '42' });
    const history = await tracker.history(outcome.executionId);
    expect(history.map((event) => event.type)).toEqual([
      'created',
      'state_changed',
      'state_changed',
      'phase_entered',
      'state_changed',
      'ended',
    ]);
  });

  it.each([
    ['a throw', () => Promise.reject(new Error('boom')), 'failed'],
    ['an empty answer', () => '  ', 'failed'],
    ['an answer that is no JSON', () => ({ f: () => 1 }), 'failed'],
    ['0', () => 0, 'completed'],
    ['false', () => false, 'completed'],
  ])('ends %s in %s', async (_, agent, state) => {
    const { tracker } = setUp();
    expect(await tracker.run(request, agent)).toMatchObject({ state });
  });

  it('ends a hang by the idle or execution limit, with words for the user', async () => {
    const { tracker, clock } = setUp();
    let outcome: RunOutcome | undefined;
    void tracker.run(request, () => new Promise(() => undefined)).then((o) => (outcome = o));
    await clock.advance(20_000);
    expect(outcome).toBeUndefined();
    await clock.advance(200);
    expect(outcome).toMatchObject({ state: 'timeout', cause: { clock: 'idle' } });
  });

  it('forces a cancel after the grace period', async () => {
    const { tracker, clock } = setUp();
    let outcome: RunOutcome | undefined;
    let id = '';
    void tracker
      .run(request, (execution) => {
        id = execution.id;
        return new Promise(() => undefined);
      })
      .then((o) => (outcome = o));
    await clock.settle();
    await tracker.cancelExecution(id);
    await clock.advance(5_100);
    expect(outcome).toMatchObject({ state: 'cancelled', cause: { forced: true } });
  });
});
