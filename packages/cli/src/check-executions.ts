import { OPERATOR_SCOPE, type ExecutionStore } from '@tracker/core';
import { ACTIVE_STATES, ExecutionState } from '@tracker/state';
import { ok, warn, type Finding } from './finding.js';
import { span } from './span.js';

/** A pending execution that waits longer than this has no worker that takes it. */
const PATIENCE_MS = 5_000;

/** Executions looked at. */
const SAMPLE = 100;

/** Whether executions wait for what does not come. Looks only, through the port alone. */
export async function checkExecutions(store: ExecutionStore): Promise<Finding[]> {
  return [await pending(store), await late(store), await undelivered(store)];
}

async function pending(store: ExecutionStore): Promise<Finding> {
  const query = { states: [ExecutionState.PENDING], oldestFirst: true, limit: SAMPLE };
  const now = store.now();
  const waiting = (await store.list(OPERATOR_SCOPE, query)).filter(
    ({ record }) => record.liveness === 'process' && now - record.createdAt > PATIENCE_MS,
  );
  const [oldest] = waiting;
  if (!oldest) return ok('pending', 'none waits for a worker');
  const { agentName, createdAt } = oldest.record;
  const count = waiting.length === SAMPLE ? `${SAMPLE} or more wait` : `${waiting.length} waiting`;
  return warn(
    'pending',
    `${count} for a worker, the longest for ${span(now - createdAt)}`,
    `Start one: tracker work --agent ${JSON.stringify(agentName)} --module ./agent.mjs`,
  );
}

/** What is over by its clocks, and nobody has written so: nobody reads it as active, and nobody has been told. */
async function late(store: ExecutionStore): Promise<Finding> {
  const now = store.now();
  const query = { states: ACTIVE_STATES, oldestFirst: true, limit: SAMPLE };
  const orphans = (await store.list(OPERATOR_SCOPE, query)).filter(
    ({ record }) => record.endsBy < now,
  );
  if (orphans.length === 0) return ok('orphans', 'none is past its bound');
  return warn(
    'orphans',
    `${orphans.length} are past their bound, and nobody has ended them`,
    'No process watches this store. Start "tracker serve", or "tracker ls", which settles them too.',
  );
}

async function undelivered(store: ExecutionStore): Promise<Finding> {
  const { undelivered: waiting, overdue } = await store.counts(OPERATOR_SCOPE);
  if (overdue === 0) return ok('delivery', `${waiting} not acknowledged yet, none overdue`);
  return warn(
    'delivery',
    `${overdue} outcomes are overdue: their users may not have seen them`,
    'See "tracker ls --undelivered"; check that clients can reach the gateway and acknowledge.',
  );
}
