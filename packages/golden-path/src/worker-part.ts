import { AgentExecutionTracker, SystemClock } from '@tracker/core';
import { openStore } from '@tracker/stores';
import { CONCIERGE } from './concierge.js';
import { LEASE_INTERVAL_MS, MODEL_BREAKER } from './defaults.js';
import type { AskDirector } from './part-link.js';
import type { WorkerSetup } from './part-messages.js';
import type { Part } from './part.js';
import { received } from './reception.js';
import { troubledConcierge } from './sabotage.js';
import { strikingStore } from './striking-store.js';

/** Runs agents for whatever waits in the store. It knows no users and no sockets of theirs. */
export async function openWorker(setup: WorkerSetup, ask: AskDirector): Promise<Part> {
  const { name, pace, model, scripted, concurrency } = setup;
  const opened = await openStore(setup.store);
  const store = strikingStore({
    store: received(opened),
    ask,
    kinds: ['worker_killed', 'loop_stalled', 'store_refuses'],
  });
  const tracker = new AgentExecutionTracker({
    store,
    name,
    breaker: MODEL_BREAKER,
    leaseIntervalMs: LEASE_INTERVAL_MS,
    drainTimeoutMs: 1_000,
  });
  const endpoint = { ...model, clock: new SystemClock(), stallMs: pace.stallMs };
  const agent = troubledConcierge({ tracker, endpoint, scripted, ask });
  const retire = new AbortController();
  const job = { agentName: CONCIERGE, concurrency, signal: retire.signal };
  const work = tracker.work(job, agent);
  work.catch(() => undefined); // whoever closes hears of it
  return {
    url: '',
    close: async () => {
      retire.abort();
      await tracker.close();
      await opened.close();
      await work;
    },
  };
}
