import { AgentExecutionTracker } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import { withDiary } from './diary.fixture.js';
import { SqliteStore } from './index.js';

/** Lives that are lived at once. */
const CALLERS = 16;

/** Writes into a file until it is killed, and keeps a diary of what it was promised. */
async function main([file = '', diary = '', seed = '1']: string[]): Promise<void> {
  const dice = new SeededRandom(Number(seed));
  const store = withDiary(await SqliteStore.open({ file }), diary);
  const tracker = new AgentExecutionTracker({ store, random: dice.next });
  let told = false;
  const live = async (): Promise<never> => {
    for (;;) {
      await (dice.next() < 0.5 ? driven(tracker) : run(tracker, dice));
      if (!told) process.stdout.write('writing\n');
      told = true;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, live));
}

const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't' };

async function driven(tracker: AgentExecutionTracker): Promise<void> {
  const id = await tracker.createExecution(REQUEST);
  await tracker.updateExecutionState(id, 'running');
  for (let percent = 20; percent <= 100; percent += 20) {
    await tracker.reportProgress(id, { percent });
  }
  await tracker.completeExecution(id, { answer: { text: id.repeat(20) } });
}

async function run(tracker: AgentExecutionTracker, dice: SeededRandom): Promise<void> {
  const outcome = await tracker.run(REQUEST, async (execution) => {
    await execution.enterPhase('tool_preparation');
    if (dice.next() < 0.2) throw new Error('a bad day');
    await execution.enterPhase('tool_execution');
    return 42;
  });
  await tracker.acknowledge(outcome.executionId, { by: 'phone' });
}

void main(process.argv.slice(2));
