import { fold } from './fold.js';
import { tell } from './telemetry-story.js';
import { FAR, REQUEST, aWorld } from './world.fixture.js';

describe('the story of a history', () => {
  it('begins with the creation', () => {
    expect(() => tell([])).toThrow(RangeError);
  });

  it('has stays without gap or overlap from creation to end, and the record that the fold has', async () => {
    const { tracker, clock } = aWorld({ sweepIntervalMs: 3_600_000 });
    const id = await tracker.createExecution({ ...REQUEST, limits: FAR });
    for (const phase of [
      'websocket_setup',
      'context_validation',
      'starting',
      'thinking',
    ] as const) {
      await clock.advance(10);
      await tracker.enterPhase(id, phase);
    }
    await clock.advance(5);
    await tracker.completeExecution(id, { answer: 42 });
    const history = await tracker.history(id);
    const { stays, record } = tell(history);
    expect(record).toEqual(fold(history));
    expect(stays[0]?.from).toBe(record.createdAt);
    expect(stays.at(-1)?.until).toBe(record.endedAt);
    expect(stays.slice(1).map(({ from }) => from)).toEqual(
      stays.slice(0, -1).map(({ until }) => until),
    );
    expect(stays.filter(({ from, until }) => from < until).map(({ phase }) => phase)).toEqual([
      'created',
      'websocket_setup',
      'context_validation',
      'starting',
      'thinking',
    ]);
  });
});
