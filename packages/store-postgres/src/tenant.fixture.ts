import { createInterface } from 'node:readline';
import { AgentExecutionTracker } from '@tracker/core';
import { PostgresStore } from './index.js';
import { Crowd } from './lives.fixture.js';

/**
 * A process of its own over a store: `holder` runs what never ends, `crowd` lives one life after another and says
 * which were lived, `sweeper` only looks after the others. It ends in good order when its input does.
 */
async function main(): Promise<void> {
  const [kind, url = '', schema = '', name = ''] = process.argv.slice(2);
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const store = await PostgresStore.open({ url, schema });
  let stop: () => Promise<void>;
  if (kind === 'crowd') {
    const crowd = new Crowd(store, 4, (id) => say(`lived ${id}`));
    stop = () => crowd.stop();
  } else {
    const tracker = new AgentExecutionTracker({ store, name, drainTimeoutMs: 0 });
    stop = () => tracker.close();
    if (kind === 'holder') await hold(tracker, (id) => say(`holds ${id}`));
  }
  say('up');
  for await (const _ of createInterface(process.stdin));
  await stop();
  await store.close();
}

/** What each holder runs. */
const HELD = 5;

async function hold(tracker: AgentExecutionTracker, told: (id: string) => void): Promise<void> {
  const limits = { livenessTimeoutMs: 1_500, idleTimeoutMs: 600_000, executionTimeoutMs: 600_000 };
  const running = Array.from({ length: HELD }, () => {
    return new Promise<void>((resolve) => {
      void tracker.run({ agentName: 'a', userId: 'ann', threadId: 't', limits }, (execution) => {
        told(execution.id);
        resolve();
        return new Promise(() => undefined);
      });
    });
  });
  await Promise.all(running);
}

void main();
