import { AgentExecutionTracker, MemoryStore, type Transition } from '@tracker/core';
import type { AgentExecutionPhase } from '@tracker/state';
import { CELLS, type Moment } from './fault-matrix.js';
import { overlay } from './overlay.js';
import { strikingStore } from './striking-store.js';

interface Asked {
  readonly runId: string;
  /** The phases that were committed when it was asked. */
  readonly committed: readonly string[];
}

/** Runs an agent under a fault and tells when it was asked whether to strike. */
async function play(fault: { phase: AgentExecutionPhase; moment: Moment }, strike: boolean) {
  const memory = new MemoryStore();
  const committed: string[] = [];
  const asked: Asked[] = [];
  const counting = overlay(memory, {
    commit: async (transitions: readonly Transition[]) => {
      const results = await memory.commit(transitions);
      committed.push(...transitions.map(({ next }) => next.phase));
      return results;
    },
  });
  const store = strikingStore({
    store: counting,
    kinds: ['store_refuses'],
    ask: async (runId) => {
      asked.push({ runId, committed: [...committed] });
      return strike && asked.length === 1;
    },
  });
  const tracker = new AgentExecutionTracker({ store });
  const data = { fault: { kind: 'store_refuses', call: 1, ...fault } };
  const request = { agentName: 'a', userId: 'ann', threadId: 't', runId: 'r1' };
  const outcome = await tracker.run(
    { ...request, metadata: { message: 'x', data } },
    async (execution) => {
      await execution.enterPhase('llm_interaction');
      await execution.enterPhase('result_processing');
      return 'an answer';
    },
  );
  await tracker.close();
  return { outcome, asked };
}

describe('a store that strikes', () => {
  it('does so before the commit that enters the phase', async () => {
    const { asked } = await play({ phase: 'result_processing', moment: 'before' }, false);
    expect(asked).toEqual([{ runId: 'r1', committed: ['thinking', 'llm_interaction'] }]);
  });

  it('or right after it', async () => {
    const { asked } = await play({ phase: 'result_processing', moment: 'after' }, false);
    expect(asked.map(({ committed }) => committed.at(-1))).toEqual(['result_processing']);
  });

  it.each(['before', 'after'] as const)(
    'is survived by a tracker when it refuses %s the end',
    async (moment) => {
      const { outcome, asked } = await play({ phase: 'completed', moment }, true);
      expect(outcome).toMatchObject({ state: 'completed' });
      // the commit came again under its name; after it had landed it was found landed
      expect(asked).toHaveLength(2);
    },
  );

  it('finds no phase in an end that enters none', async () => {
    const { asked } = await play({ phase: 'failed', moment: 'before' }, true);
    expect(asked).toEqual([]);
  });

  it('passes everything else on', async () => {
    const memory = new MemoryStore();
    const store = strikingStore({ store: memory, kinds: [], ask: async () => true });
    const tracker = new AgentExecutionTracker({ store: memory });
    await tracker.run({ agentName: 'a', userId: 'ann', threadId: 't' }, () => 'yes');
    expect(await store.latestCursor()).toBe(await memory.latestCursor());
    expect(await store.latestCursor()).toBeGreaterThan(0);
    await tracker.close();
  });

  it('knows a cell for whatever it can do', () => {
    const kinds = new Set(CELLS.map(({ kind }) => kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['store_refuses', 'loop_stalled']));
  });
});
