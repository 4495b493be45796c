import type { AgentExecutionTracker } from '@tracker/core';
import { TrackerError, type Execution } from '@tracker/state';
import { drawAgent } from './agents.js';
import { LIMITS } from './limits.js';
import type { Random } from './random.js';
import type { Site } from './site.js';
import type { Trace } from './trace.js';
import { endOf, type Witness } from './witness.js';

/** What everybody who acts in a world needs. */
export interface Stage {
  readonly site: Site;
  readonly witness: Witness;
  readonly trace: Trace;
  /** The actor's own chance. */
  readonly random: Random;
}

/** The agent that is worked for and not called. */
const QUEUED = 'queued';

const USERS = ['ann', 'bob', 'cleo'];

function request(id: string, random: Random) {
  return { id, agentName: 'triage', userId: random.pick(USERS), threadId: 't', limits: LIMITS };
}

/** Runs an agent, as a client's request would. */
export async function runAgent({ site, witness, trace, random }: Stage, id: string): Promise<void> {
  const agent = drawAgent(site, random.fork());
  const run = { executionId: id, process: site.name, outcome: undefined, refused: undefined };
  const awaited: Witness['runs'][number] = run;
  witness.runs.push(awaited);
  if (agent.healthy) witness.healthy.push({ executionId: id, process: site.name });
  trace.note(site.name, `runs ${id} (${agent.kind})`);
  try {
    const outcome = await site.tracker.run(request(id, random), (execution) =>
      agent.work(execution),
    );
    awaited.outcome = outcome;
    trace.note(site.name, `run ${id} resolved: ${outcome.state}`);
    if (outcome.state !== 'completed') witness.hearEnd(id, outcome.state, outcome.cause);
  } catch (error) {
    awaited.refused = error;
    trace.note(site.name, `run ${id} was refused: ${String(error)}`);
  }
}

/** Leaves an execution to whichever process comes first. */
export async function queueUp(stage: Stage, id: string): Promise<void> {
  const { tracker } = stage.site;
  const ask = asker(stage, id);
  const queued = { ...request(id, stage.random), agentName: QUEUED, liveness: 'process' as const };
  await ask('queue', () => tracker.createExecution(queued));
}

/** Works for those who queue up, as long as the process is there. */
export async function serve({ site, witness, trace, random }: Stage): Promise<void> {
  const job = { agentName: QUEUED, concurrency: random.between(1, 3) };
  while (site.open) {
    try {
      await site.tracker.work(job, (execution) => {
        const agent = drawAgent(site, random.fork());
        witness.beginWork(execution.id, site.name);
        trace.note(site.name, `works on ${execution.id} (${agent.kind})`);
        return agent.work(execution);
      });
    } catch (error) {
      trace.note(site.name, `can't work: ${String(error)}`);
      await site.nap(500);
    }
  }
}

/** Drives an execution by its id, well or badly. */
export async function driveById(stage: Stage, id: string): Promise<void> {
  const { site, witness, random } = stage;
  const { tracker } = site;
  const healthy = random.chance(0.5);
  const ask = asker(stage, id);
  if (!(await ask('create', () => tracker.createExecution(request(id, random))))) return;
  await site.nap(random.between(0, 800));
  if (!healthy && random.chance(0.2)) return;
  if (!(await ask('start', () => tracker.startExecution(id)))) return;
  if (healthy) witness.healthy.push({ executionId: id, process: site.name });
  await ask('run', () => tracker.updateExecutionState(id, 'running'));
  for (let left = random.between(1, 8); left > 0; left--) {
    if (!beat(stage, id)) return;
    await site.nap(random.between(50, 700));
    if (!healthy && random.chance(0.2)) await misbehave(stage, id);
  }
  if (!healthy && random.chance(0.3)) return;
  await ask('complete', () => tracker.completeExecution(id, { answer: [1, 2, 3] }));
}

/** Drives an execution and shows just in time, each time, that it is alive: any later, and it would rightly be dead. */
export async function liveOnTheEdge(stage: Stage, id: string): Promise<void> {
  const { site, random } = stage;
  const { tracker } = site;
  const ask = asker(stage, id);
  if (!(await ask('create', () => tracker.createExecution(request(id, random))))) return;
  if (!(await ask('run', () => tracker.updateExecutionState(id, 'running')))) return;
  for (let left = random.between(1, 3); beat(stage, id) && left > 0; left--) {
    await site.nap(random.between(LIMITS.livenessTimeoutMs - 500, LIMITS.livenessTimeoutMs - 10));
  }
  await ask('complete', () => tracker.completeExecution(id, { answer: 'just in time' }));
}

function beat({ site, witness, random }: Stage, id: string): boolean {
  const now = site.store.now();
  const counted = random.chance(0.7) ? site.tracker.progress(id) : site.tracker.heartbeat(id);
  if (counted && site.open) {
    witness.signs.set(id, { at: now, givenAt: site.host.worldNow(), process: site.name });
  }
  return counted;
}

async function misbehave(stage: Stage, id: string): Promise<void> {
  const { site, random } = stage;
  const { tracker } = site;
  const ask = asker(stage, id);
  switch (random.between(1, 5)) {
    case 1:
      // some fall silent, some live on the edge
      return site.nap(
        random.chance(0.5) ? random.between(2_500, 2_990) : random.between(1_000, 6_000),
      );
    case 2:
      await ask('hold', () => tracker.holdExecution(id, { reason: 'a whim' }));
      await site.nap(random.between(100, 6_000));
      await ask('resume', () => tracker.resumeExecution(id));
      return;
    case 3:
      await ask('fail', () => tracker.failExecution(id, { error: new Error('gave up') }));
      return;
    case 4:
      await ask('enter', () => tracker.enterPhase(id, random.pick(['completing', 'thinking'])));
      return;
    default:
      await Promise.all([
        ask('complete', () => tracker.completeExecution(id, { answer: 'one' })),
        ask('fail', () => tracker.failExecution(id)),
      ]);
  }
}

/** Somebody else's hand on an execution, through any process: cancels, ends, delivers. */
export async function meddle(stage: Stage, id: string): Promise<void> {
  const { site, random } = stage;
  const { tracker } = site;
  const ask = asker(stage, id);
  switch (random.between(1, 6)) {
    case 1:
    case 2:
      await ask('cancel', () => tracker.cancelExecution(id, { reason: 'changed my mind' }));
      return;
    case 3:
      await ask('fail', () => tracker.failExecution(id));
      return;
    case 4:
      await ask('take over', () => tracker.updateExecutionState(id, 'completing'));
      return;
    case 5:
      await ask('stop', () => tracker.acknowledgeCancel(id));
      return;
    default:
      await ask('acknowledge', () => tracker.acknowledge(id, { by: 'phone' }));
  }
}

/** Looks at an execution, as a client or a dashboard would. */
export async function look(stage: Stage, id: string): Promise<void> {
  const { site, witness, random } = stage;
  const floor = witness.begin(id);
  const readAt = site.store.now();
  const found = await quietly(() => readSomehow(site.tracker, id, random));
  if (found) witness.see(floor, { execution: found, readAt, readBy: found.userId });
}

async function readSomehow(
  tracker: AgentExecutionTracker,
  id: string,
  random: Random,
): Promise<Execution | undefined> {
  if (random.chance(0.7)) return tracker.getExecution(id);
  const { executions } = await tracker.listExecutions({ limit: 1_000 });
  return executions.find((execution) => execution.id === id);
}

/** Performs a call, and passes on how the execution ended when that is the answer. Whether it was done. */
function asker({ site, witness, trace }: Stage, id: string) {
  return async (what: string, call: () => Promise<unknown>): Promise<boolean> => {
    try {
      await call();
      trace.note(site.name, `${what} ${id}: done`);
      return true;
    } catch (error) {
      if (!TrackerError.is(error)) throw error;
      trace.note(site.name, `${what} ${id}: ${error.code}`);
      if (error.code === 'already_ended') {
        const { state, cause } = error.details as unknown as Parameters<typeof endOf>[0];
        witness.hearEnd(id, state, cause);
      }
      return false;
    }
  };
}

async function quietly<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (TrackerError.is(error)) return undefined;
    throw error;
  }
}
