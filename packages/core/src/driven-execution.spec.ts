import { FAR, REQUEST, aWorld, running } from './world.fixture.js';

describe('an execution that is driven', () => {
  it('takes signs as its tracker does by id', async () => {
    const { tracker, clock } = aWorld();
    const limits = { ...FAR, livenessTimeoutMs: 10_000, idleTimeoutMs: 25_000 };
    const driven = tracker.driven(await running(tracker, { limits }));
    for (let i = 0; i < 2; i++) {
      await clock.advance(9_000);
      expect(driven?.heartbeat()).toBe(true);
    }
    await clock.advance(5_000);
    expect(driven?.progress()).toBe(true);
    await clock.advance(9_000);
    expect(driven?.heartbeat()).toBe(true);
    await clock.advance(10_001);
    expect(driven?.heartbeat()).toBe(false);
    expect(driven?.progress()).toBe(false);
    expect(await tracker.getExecutionState(driven?.id ?? '')).toBe('dead');
  });

  it('hears of a cancel, and of an end', async () => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    const driven = tracker.driven(id);
    expect(driven?.signal.aborted).toBe(false);
    await tracker.cancelExecution(id);
    expect(driven?.signal.aborted).toBe(true);
    await tracker.acknowledgeCancel(id);
    expect(driven?.heartbeat()).toBe(false);
    expect(tracker.driven(id)).toBeUndefined();
  });

  it('signs for nobody who came after it has ended', async () => {
    const { tracker, clock } = aWorld();
    const limits = { ...FAR, livenessTimeoutMs: 10_000 };
    const ended = tracker.driven(await running(tracker, { limits }));
    await tracker.completeExecution(ended?.id ?? '', { answer: 'yes' });
    const next = await running(tracker, { limits });
    await clock.advance(9_000);
    expect(ended?.heartbeat()).toBe(false);
    expect(ended?.progress()).toBe(false);
    await clock.advance(2_000);
    expect(await tracker.getExecutionState(next)).toBe('dead');
  });

  it('is none of a tracker that does not drive it', async () => {
    const { tracker } = aWorld();
    expect(tracker.driven(await tracker.createExecution(REQUEST))).toBeUndefined();
    expect(tracker.driven('exec_never')).toBeUndefined();
  });
});
