import { deepStrictEqual, strictEqual } from 'node:assert';
import { AgentExecutionTracker, OPERATOR_SCOPE, fold } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import type { Play } from './play.js';
import { historyOf, type Stage } from './stage.js';
import { FAR } from './story.js';

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1', limits: FAR };

async function isFoldOfItsHistory({ store }: Stage, id: string): Promise<void> {
  const stored = await store.read(OPERATOR_SCOPE, id);
  deepStrictEqual(stored?.record, fold(await historyOf(store, id)));
}

/** The tracker itself over the store. */
export const trackerCases: readonly Play[] = [
  {
    name: 'a tracker over it brings a run to its end, and its user acknowledges the outcome',
    async run(stage) {
      const { store, clock } = stage;
      const tracker = new AgentExecutionTracker({ store, clock, name: 'conformance' });
      const outcome = await tracker.run({ ...REQUEST, id: 'whole' }, async (execution) => {
        await execution.enterPhase('llm_interaction');
        return { text: 'forty-two' };
      });
      strictEqual(outcome.state, 'completed');
      await tracker.forUser('ann').acknowledge('whole', { by: 'phone' });
      await isFoldOfItsHistory(stage, 'whole');
      await tracker.close();
    },
  },
  {
    name: 'of fifty that end one execution through a tracker one is right, and the others are told',
    async run(stage) {
      const { store, clock } = stage;
      const tracker = new AgentExecutionTracker({ store, clock, name: 'conformance' });
      const id = await tracker.createExecution(REQUEST);
      await tracker.updateExecutionState(id, 'running');
      const told = await Promise.allSettled(
        Array.from({ length: 50 }, (_, answer) => tracker.completeExecution(id, { answer })),
      );
      strictEqual(told.filter(({ status }) => status === 'fulfilled').length, 1);
      await isFoldOfItsHistory(stage, id);
      await tracker.close();
    },
  },
  {
    name: 'a run that gets no further ends although its process slept on the way',
    async run(stage) {
      const { store, clock } = stage;
      const tracker = new AgentExecutionTracker({ store, clock, name: 'conformance' });
      const limits = { ...FAR, idleTimeoutMs: 60_000 };
      const endless = new Promise<never>(() => undefined);
      let ended: string | undefined;
      void tracker
        .run({ ...REQUEST, id: 'stuck', limits }, async (execution) => {
          await execution.enterPhase('llm_interaction');
          return endless;
        })
        .then(({ state }) => (ended = state));
      await stage.until(async () => {
        return (await store.read(OPERATOR_SCOPE, 'stuck'))?.record.phase === 'llm_interaction';
      }, 'it is on its way');
      clock.sleepThrough(40_000);
      await stage.until(async () => {
        await clock.advance(1_000);
        return ended !== undefined;
      }, 'it ends');
      strictEqual(ended, 'timeout');
      await isFoldOfItsHistory(stage, 'stuck');
      await tracker.close();
    },
  },
  {
    name: 'what a tracker left when it crashed dies, although one of the same name has started again',
    async run(stage) {
      const { store, clock } = stage;
      // its clock stands, so it says nothing any more once it runs
      const crashed = new AgentExecutionTracker({
        store,
        clock: new ManualClock(),
        name: 'worker',
      });
      const limits = { ...FAR, livenessTimeoutMs: 60_000 };
      const endless = () => new Promise<never>(() => undefined);
      void crashed.run({ ...REQUEST, id: 'left', limits }, endless);
      await stage.until(async () => {
        return (await store.read(OPERATOR_SCOPE, 'left'))?.record.state === 'running';
      }, 'it runs');
      const again = new AgentExecutionTracker({ store, clock, name: 'worker' });
      await again.createExecution(REQUEST);
      const state = async () => (await store.read(OPERATOR_SCOPE, 'left'))?.record.state;
      await stage.until(async () => {
        await clock.advance(1_000);
        return (await state()) !== 'running';
      }, 'it is found');
      strictEqual(await state(), 'dead');
      await isFoldOfItsHistory(stage, 'left');
      await again.close();
    },
  },
  {
    name: 'the time a process slept counts elsewhere against the progress of nothing that it runs',
    needs: 'durable',
    async run(stage) {
      const { store, clock } = stage;
      const tracker = new AgentExecutionTracker({ store, clock, name: 'conformance' });
      const limits = { ...FAR, idleTimeoutMs: 60_000 };
      let finish = (_answer: number): void => undefined;
      const work = new Promise<number>((resolve) => (finish = resolve));
      const begunAt = store.now();
      const run = tracker.run({ ...REQUEST, id: 'slow', limits }, () => work);
      const elsewhere = await stage.another();
      const asSeenElsewhere = () => elsewhere.read(OPERATOR_SCOPE, 'slow');
      await stage.until(async () => {
        return (await asSeenElsewhere())?.record.state === 'running';
      }, 'it runs');
      clock.sleepThrough(50_000);
      await stage.until(async () => {
        await clock.advance(500);
        return ((await asSeenElsewhere())?.signs.progressAt ?? 0) > begunAt + 49_000;
      }, 'the others are told of a progress as late as the sleep was long');
      finish(42);
      strictEqual((await run).state, 'completed');
      await tracker.close();
    },
  },
];
