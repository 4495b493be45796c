import { FAR, REQUEST, aWorld, hanging, refusal } from './world.fixture.js';

const LIMITS = {
  ...FAR,
  startTimeoutMs: 1_000,
  executionTimeoutMs: 9_000,
  idleTimeoutMs: 5_000,
  livenessTimeoutMs: 3_000,
};

describe('an outlook', () => {
  it('names the clocks that run, the first to run out in front', async () => {
    const { tracker, clock } = aWorld();
    const bornAt = clock.now();
    const id = await tracker.createExecution({ ...REQUEST, limits: LIMITS });
    expect((await tracker.outlook(id))?.clocks).toEqual([
      { clock: 'start', deadline: bornAt + 1_000, lastHeardAt: null },
    ]);
    await clock.advance(100);
    await tracker.updateExecutionState(id, 'running');
    await clock.advance(200);
    tracker.heartbeat(id);
    const beatAt = clock.now();
    await clock.advance(50);
    expect(await tracker.outlook(id)).toMatchObject({
      execution: { id, state: 'running' },
      clocks: [
        { clock: 'liveness', deadline: beatAt + 3_000, lastHeardAt: beatAt },
        { clock: 'idle', deadline: bornAt + 5_100, lastHeardAt: bornAt + 100 },
        { clock: 'execution', deadline: bornAt + 9_100, lastHeardAt: null },
      ],
      signs: { aliveAt: beatAt },
      readAt: clock.now(),
    });
  });

  it('of a hold knows only of the hold, and of an end only of its delivery', async () => {
    const world = aWorld();
    const { tracker, clock } = world;
    const run = await hanging(world, { limits: LIMITS });
    await tracker.holdExecution(run.id, { reason: 'a human', timeoutMs: 700 });
    const heldAt = clock.now();
    expect((await tracker.outlook(run.id))?.clocks).toEqual([
      { clock: 'hold', deadline: heldAt + 700, lastHeardAt: null },
    ]);
    await clock.advance(701);
    const ended = await tracker.outlook(run.id);
    expect(ended?.execution.state).toBe('timeout');
    expect(ended?.clocks.map(({ clock: name }) => name)).toEqual(['delivery']);
    await tracker.acknowledge(run.id);
    expect((await tracker.outlook(run.id))?.clocks).toEqual([]);
  });

  it('of none is none', async () => {
    const { tracker } = aWorld();
    expect(await tracker.outlook('exec_never')).toBeUndefined();
    expect((await refusal(tracker.outlook(''))).code).toBe('invalid_input');
  });
});
