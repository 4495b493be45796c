import { TrackerError, TrackerErrorCode } from '@tracker/state';
import fc from 'fast-check';
import { AgentExecutionTracker, MemoryStore, type RunOutcome } from './index.js';
import { SHORT_LIMITS } from './life-model.fixture.js';
import { ManualClock } from './testing.js';

const request = { agentName: 'triage', userId: 'ann', threadId: 't1', limits: SHORT_LIMITS };

function failure(): TrackerError {
  return new TrackerError({ code: TrackerErrorCode.STORE_FAILURE, message: 'No answer.' });
}

function setUp() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const commit = store.commit.bind(store);
  const tracker = new AgentExecutionTracker({ store, clock, name: 'here', random: () => 0.5 });
  return { clock, store, commit, tracker };
}

describe('when the answer to a commit is lost', () => {
  it('nothing is written twice, however many others write before it is sent again', async () => {
    const whole = async (others: number): Promise<void> => {
      const { clock, store, commit, tracker } = setUp();
      const other = new AgentExecutionTracker({ store, clock, name: 'there' });
      const id = await tracker.createExecution(request);
      await tracker.updateExecutionState(id, 'running');
      jest.spyOn(store, 'commit').mockImplementationOnce(async (transitions) => {
        await commit(transitions);
        throw failure();
      });
      const reported = tracker.reportProgress(id, { note: 'once' });
      for (let left = others; left > 0; left--) {
        await other.reportProgress(id, { note: `other ${left}` });
      }
      await Promise.all([reported, clock.advance(200)]);
      const history = await tracker.history(id);
      const mine = history.filter((fact) => fact.type === 'progressed' && fact.note === 'once');
      expect(mine).toHaveLength(1);
    };
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 10 }), whole), { numRuns: 20 });
  });
});

describe('when the store can be read and not written', () => {
  it('no end is shown that is not written, for another may be on its way', async () => {
    const { clock, store, tracker } = setUp();
    const id = await tracker.createExecution(request);
    const reader = new AgentExecutionTracker({ store, clock, name: 'reader' });
    clock.sleepThrough(SHORT_LIMITS.startTimeoutMs + 1);
    const down = jest.spyOn(store, 'commit').mockImplementation(() => Promise.reject(failure()));
    const read = reader.getExecution(id).catch((error: unknown) => error);
    await clock.advance(5_000);
    expect(TrackerError.is(await read, TrackerErrorCode.STORE_FAILURE)).toBe(true);
    down.mockRestore();
    expect(await reader.getExecutionState(id)).toBe('timeout');
  });

  it('what has ended is shown all the same', async () => {
    const { clock, store, tracker } = setUp();
    const id = await tracker.createExecution(request);
    await tracker.failExecution(id);
    clock.sleepThrough(SHORT_LIMITS.deliveryTimeoutMs + 1);
    jest.spyOn(store, 'commit').mockImplementation(() => Promise.reject(failure()));
    const read = tracker.getExecutionState(id);
    await clock.advance(5_000);
    expect(await read).toBe('failed');
  });
});

describe('when a tracker closes while a run is being born', () => {
  it('the run is refused or resolves, at whatever moment', async () => {
    const whole = async (openMs: number, commitMs: number, closeMs: number): Promise<void> => {
      const { clock, store, commit } = setUp();
      const open = store.openLease.bind(store);
      const slowly = async (ms: number): Promise<void> =>
        ms === 0 ? undefined : new Promise((resolve) => void clock.setTimer(ms, resolve));
      jest.spyOn(store, 'openLease').mockImplementation(async (asked) => {
        await slowly(openMs);
        return open(asked);
      });
      jest.spyOn(store, 'commit').mockImplementation(async (transitions) => {
        await slowly(commitMs);
        return commit(transitions);
      });
      const tracker = new AgentExecutionTracker({ store, clock, name: 'x', drainTimeoutMs: 100 });
      let settled: RunOutcome | Error | undefined;
      void tracker
        .run({ ...request, id: 'e1' }, () => new Promise(() => undefined))
        .then((outcome) => (settled = outcome))
        .catch((error: Error) => (settled = error));
      await clock.advance(closeMs);
      let closed = false;
      void tracker.close().then(() => (closed = true));
      await clock.advance(3_000);
      expect(closed).toBe(true);
      expect(settled).toBeDefined();
    };
    const ms = fc.integer({ min: 0, max: 150 });
    await fc.assert(fc.asyncProperty(ms, ms, ms, whole), { numRuns: 60 });
  });
});
