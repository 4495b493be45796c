import { NO_SWEEPS, aWorld, running } from './world.fixture.js';

describe('a history in pages', () => {
  it.each([1, 2, 3, 1_000])('of %p facts is the whole history, in order', async (limit) => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    await tracker.reportProgress(id, { note: 'half of it' });
    await tracker.completeExecution(id, { answer: 'done' });
    const told: unknown[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const page = await tracker.historyPage(id, { after, limit });
      expect(page.events.length).toBeLessThanOrEqual(limit);
      told.push(...page.events);
      after = page.next;
    }
    expect(told.length).toBeGreaterThan(4);
    expect(told).toEqual(await tracker.history(id));
  });

  it('ends with what the clocks have brought, also when nobody has written it down yet', async () => {
    const { tracker, clock } = aWorld(NO_SWEEPS);
    const id = await running(tracker);
    await clock.advance(60_000);
    expect((await tracker.historyPage(id)).events.at(-1)?.type).toBe('ended');
  });

  it.each([{ after: -1 }, { after: 0.5 }, { limit: 0 }, { limit: 1_001 }, { from: 1 }])(
    'refuses %p with a reason',
    async (input) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      await expect(tracker.historyPage(id, input)).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );
});
