import { createInterface } from 'node:readline';
import { AgentExecutionTracker } from '@tracker/core';
import { SqliteStore } from './index.js';

/** Processes that share a file, each of its kind; they say a line when they are up and end with their input. */
const TENANTS = {
  /** Works for the agent `triage`; work named `endless` is never done. */
  worker: async (file: string) => {
    const { tracker, close } = await open(file);
    void tracker.work({ agentName: 'triage', concurrency: 5 }, ({ id, metadata }) => {
      say(id);
      return metadata['endless'] ? new Promise(() => undefined) : `done ${id}`;
    });
    return close;
  },

  /** Only makes permanent what the clocks have brought. */
  sweeper: async (file: string) => (await open(file)).close,

  /** Ends executions that are named to it, through ten trackers at once. */
  crowd: async (file: string) => {
    const members = await Promise.all(Array.from({ length: 10 }, () => open(file)));
    lines().on('line', (id) => {
      for (const { tracker } of members) {
        tracker.completeExecution(id, { answer: 'mine' }).then(
          () => say('won'),
          (error: { code: string }) => say(error.code),
        );
      }
    });
    return async () => void (await Promise.all(members.map(({ close }) => close())));
  },

  /** Runs one execution and computes for so long that its event loop stands still; then it is done. */
  thinker: async (file: string, ms: string, beacon: string) => {
    const { tracker, close } = await open(file, beacon === 'beacon');
    const limits = {
      livenessTimeoutMs: 1_500,
      idleTimeoutMs: 600_000,
      executionTimeoutMs: 600_000,
    };
    const request = { id: 'thought', agentName: 'thinker', userId: 'ann', threadId: 't', limits };
    void tracker
      .run(request, async (execution) => {
        await execution.enterPhase('llm_interaction');
        say('thinking');
        // what was said has to leave before the loop stands still
        await new Promise((resolve) => setTimeout(resolve, 50));
        const until = Date.now() + Number(ms);
        while (Date.now() < until);
        return 42;
      })
      .then(({ state }) => say(state));
    return close;
  },
};

interface Opened {
  readonly tracker: AgentExecutionTracker;
  readonly close: () => Promise<void>;
}

async function open(file: string, beacon = true): Promise<Opened> {
  const store = await SqliteStore.open({ file, beacon });
  const tracker = new AgentExecutionTracker({ store, drainTimeoutMs: 0 });
  return {
    tracker,
    close: async () => {
      await tracker.close();
      await store.close();
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function lines(): ReturnType<typeof createInterface> {
  return createInterface(process.stdin);
}

async function main([kind = '', file = '', ...more]: string[]): Promise<void> {
  const move = TENANTS[kind as keyof typeof TENANTS] as (
    ...given: string[]
  ) => Promise<() => Promise<void>>;
  const close = await move(file, ...more);
  say('up');
  process.stdin.resume().once('end', () => void close().then(() => process.exit()));
}

void main(process.argv.slice(2));
