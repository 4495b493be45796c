import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import type { HistoryEvent } from '@tracker/state';
import { latencies, stays } from './latency.js';

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
    const rows = latencies([], [await historyOf('answer'), await historyOf('answer')]);
    expect(rows.find(({ phase }) => phase === 'llm_interaction')).toEqual({
      name: 'llm_interaction',
      phase: 'llm_interaction',
      count: 2,
      p50: 70,
      p90: 70,
      p99: 70,
      max: 70,
    });
  });
});
