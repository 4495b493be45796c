import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import type { HistoryEvent } from '@tracker/state';
import { LatencyTally, stays } from './latency.js';

async function historyOf(end: 'answer' | 'cancel'): Promise<readonly HistoryEvent[]> {
  const clock = new ManualClock();
  const tracker = new AgentExecutionTracker({ store: new MemoryStore({ clock }), clock });
  const { executionId } = await tracker.run(
    { agentName: 'a', userId: 'ann', threadId: 't' },
    async (execution) => {
      await clock.advance(30);
      await execution.enterPhase('llm_interaction');
      await clock.advance(70);
      if (end === 'cancel') {
        await tracker.cancelExecution(execution.id);
        throw new Error('stopped');
      }
      return 'done';
    },
  );
  return tracker.history(executionId);
}

describe('the stays of a history', () => {
  it('are the phases it was in and for how long, up to its end', async () => {
    const found = stays(await historyOf('answer')).map(({ phase, from, to }) => [phase, to - from]);
    expect(found).toEqual([
      ['created', 0],
      ['starting', 0],
      ['thinking', 30],
      ['llm_interaction', 70],
      ['completing', 0],
    ]);
  });

  it('end with the phase in which it was cancelled', async () => {
    expect(stays(await historyOf('cancel')).at(-1)).toMatchObject({ phase: 'llm_interaction' });
  });
});

describe('latencies', () => {
  it('are quantiles that were really measured', async () => {
    const tally = new LatencyTally();
    tally.add([], [await historyOf('answer'), await historyOf('answer')]);
    expect(tally.latencies().find(({ phase }) => phase === 'llm_interaction')).toEqual({
      name: 'llm_interaction',
      phase: 'llm_interaction',
      count: 2,
      p50: 70,
      p90: 70,
      p99: 70,
      max: 70,
    });
  });

  it('keep a bounded sample of any number, which stands for all', () => {
    const tally = new LatencyTally();
    const results = Array.from({ length: 100_000 }, (_, index) => ({ answeredMs: index }));
    tally.add(results, []);
    const [whole] = tally.latencies();
    expect(whole?.count).toBe(100_000);
    expect(whole?.p50).toBeGreaterThan(48_000);
    expect(whole?.p50).toBeLessThan(52_000);
  });
});
