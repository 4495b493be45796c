import { TrackerError } from '@tracker/state';
import {
  AgentExecutionTracker,
  MemoryStore,
  type CommitResult,
  type Scope,
  type StoredExecution,
  type Transition,
} from './index.js';
import { ManualClock } from './testing.js';
import { FAR, NO_SWEEPS, REQUEST, aWorld, running } from './world.fixture.js';

/** A promise that is not of this realm's class, as that of a library or of another context. */
function foreign<T>(value: T | PromiseLike<T>): Promise<T> {
  const promise = Promise.resolve(value);
  return { then: promise.then.bind(promise) } as Promise<T>;
}

/** Answers by promises that are not of this realm. */
class ForeignStore extends MemoryStore {
  override commit(transitions: readonly Transition[]) {
    return foreign(super.commit(transitions));
  }

  override read(scope: Scope, executionId: string) {
    return foreign<StoredExecution | undefined>(super.read(scope, executionId));
  }
}

/** Answers at once, and throws at once where others reject. */
class ThrowingStore extends MemoryStore {
  failures = 0;
  commits = 0;

  override commit(transitions: readonly Transition[]) {
    this.commits += 1;
    if (this.failures-- > 0) throw failure();
    return super.commit(transitions) as readonly CommitResult[];
  }
}

function failure() {
  return new TrackerError({ code: 'store_failure', message: 'the disk is gone' });
}

describe('a store whose promises are not of this realm', () => {
  it('is waited for', async () => {
    const clock = new ManualClock();
    const store = new ForeignStore({ clock });
    const tracker = new AgentExecutionTracker({ store, clock });
    const id = await running(tracker);
    expect(await tracker.getExecutionState(id)).toBe('running');
    expect(await tracker.completeExecution(id, { answer: 'yes' })).toBe('completed');
    expect((await tracker.history(id)).at(-1)).toMatchObject({ type: 'ended', to: 'completed' });
    expect((await tracker.run(REQUEST, () => 'done')).state).toBe('completed');
    await tracker.close();
  });
});

describe('a store that throws at once', () => {
  it('is tried again as one that rejects', async () => {
    const clock = new ManualClock();
    const store = new ThrowingStore({ clock });
    const tracker = new AgentExecutionTracker({ store, clock, random: () => 0.5 });
    const id = await running(tracker);
    store.commits = 0;
    store.failures = 2;
    const reported = tracker.reportProgress(id, { note: 'kept' });
    reported.catch(() => undefined);
    await clock.advance(1_000);
    await reported;
    expect(store.commits).toBe(3);
    await tracker.close();
  });
});

describe('a cancel that comes the moment an execution is begun', () => {
  it('reaches whoever begins it, in the same breath', async () => {
    const { tracker } = aWorld(NO_SWEEPS);
    const id = await tracker.createExecution({ ...REQUEST, limits: FAR });
    const begun = tracker.startExecution(id);
    const cancelled = tracker.cancelExecution(id);
    await Promise.all([begun, cancelled]);
    expect(tracker.driven(id)?.signal.aborted).toBe(true);
  });

  it('reaches its agent when it is word of the beginning that brings it', async () => {
    const { tracker, store } = aWorld(NO_SWEEPS);
    let asked = false;
    store.subscribe((id, version) => {
      if (version === 1 || asked) return;
      asked = true;
      void tracker.cancelExecution(id);
    });
    const outcome = await tracker.run(
      { ...REQUEST, limits: FAR },
      ({ signal }) =>
        new Promise((_, reject) => {
          if (signal.aborted) reject(signal.reason as Error);
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    expect(outcome.state).toBe('cancelled');
  });
});
