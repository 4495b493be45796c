import { TrackerError, isTerminal } from '@tracker/state';
import fc from 'fast-check';
import { AgentExecutionTracker, MemoryStore, type RunOutcome } from './index.js';
import { SHORT_LIMITS } from './life-model.fixture.js';
import { ManualClock } from './testing.js';

const request = { agentName: 'triage', userId: 'ann', threadId: 't1', limits: SHORT_LIMITS };
const hang = (): Promise<unknown> => new Promise(() => undefined);

/** Two trackers on one store; no word of a change ever reaches them. */
function setUp() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  jest.spyOn(store, 'subscribe').mockReturnValue({ dispose: () => undefined });
  const [here, there] = ['here', 'there'].map(
    (name) => new AgentExecutionTracker({ store, clock, name, leaseIntervalMs: 100 }),
  ) as [AgentExecutionTracker, AgentExecutionTracker];
  return { clock, store, here, there };
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    if (TrackerError.is(error)) return error.code;
    throw error;
  }
}

describe('when word of what others did gets lost', () => {
  it('a run still resolves by its bound, with the end that the store has', async () => {
    const whole = async (afterMs: number): Promise<void> => {
      const { clock, here, there } = setUp();
      let outcome: RunOutcome | undefined;
      void here.run({ ...request, id: 'e1' }, hang).then((given) => (outcome = given));
      await clock.advance(afterMs);
      await there.failExecution('e1');
      await clock.advance(4_000);
      expect(outcome).toMatchObject({ executionId: 'e1', state: 'failed' });
    };
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 690 }), whole), { numRuns: 30 });
  });

  it('the driver is told that it has ended, not something that was true before', async () => {
    const { here, there } = setUp();
    const id = await here.createExecution(request);
    await here.updateExecutionState(id, 'running');
    await there.failExecution(id);
    expect(await codeOf(here.resumeExecution(id))).toBe('already_ended');
  });

  it('the driver can resume what was held elsewhere', async () => {
    const { here, there } = setUp();
    const id = await here.createExecution(request);
    await here.updateExecutionState(id, 'running');
    await there.holdExecution(id, { reason: 'a question' });
    expect(await codeOf(here.resumeExecution(id))).toBe('done');
  });

  it('no reader is shown less than what another was shown before', async () => {
    const { clock, here, there } = setUp();
    void here.run({ ...request, id: 'e1' }, hang);
    await clock.settle();
    await there.cancelExecution('e1');
    clock.sleepThrough(SHORT_LIMITS.cancelGraceMs + 1);
    const execution = await here.getExecution('e1');
    expect(isTerminal(execution?.state ?? 'pending')).toBe(true);
  });
});

describe('when a tracker closes', () => {
  it('the signs of life that counted still count', async () => {
    const { clock, here, there } = setUp();
    const id = await here.createExecution(request);
    await here.updateExecutionState(id, 'running');
    await clock.advance(300);
    expect(here.heartbeat(id)).toBe(true);
    await Promise.all([here.close(), clock.advance(200)]);
    expect(await there.getExecutionState(id)).toBe('running');
  });
});

describe('when the store fails as a tracker opens', () => {
  it('the next call opens it', async () => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock });
    const open = store.openLease.bind(store);
    const failure = new TrackerError({ code: 'store_failure', message: 'Not yet.' });
    jest.spyOn(store, 'openLease').mockRejectedValueOnce(failure).mockImplementation(open);
    const tracker = new AgentExecutionTracker({ store, clock });
    expect(await codeOf(tracker.createExecution(request))).toBe('store_failure');
    expect(await codeOf(tracker.createExecution(request))).toBe('done');
    await tracker.close();
  });
});
