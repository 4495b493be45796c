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
import { REQUEST, running } from './world.fixture.js';

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
