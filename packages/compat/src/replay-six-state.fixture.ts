import { SixStateTracker } from './legacy-six-state-tracker.js';
import type { SixStateRecord } from './legacy-six-state-record.js';
import { differences, listed, type Difference, type Ledger } from './ledger.fixture.js';
import { Names, asRecorded, replayWorld, seconds } from './replay-world.fixture.js';
import {
  changedSince,
  replay,
  returned,
  toldOnce,
  type Args,
  type Driven,
} from './replay.fixture.js';
import type { Json, Sequence, Step } from './trace.fixture.js';

/** Replays what was recorded of the six-state tracker. */
export function replaySixState(sequence: Sequence, ledger: Ledger): Promise<void> {
  const world = replayWorld();
  const { tracker, clock } = world;
  const names = new Names();
  const surface = new SixStateTracker({ tracker, clock });
  const told: Json[] = [];
  const everTold: string[] = [];
  // another view, since who listens is told to be monitoring
  new SixStateTracker({ tracker, clock }).registerRecoveryCallback(
    ({ executionId, state, error }) =>
      told.push([names.label(executionId), state.toUpperCase(), error]),
  );
  const labels = (records: readonly SixStateRecord[]) =>
    records.map(({ executionId }) => names.label(executionId));
  const sweep = async () => {
    await tracker.sweep();
    await clock.settle();
    const now = told.splice(0);
    everTold.push(...now.map((each) => String((each as Json[])[0])));
    return now;
  };
  const act = actsOf(surface, names);

  const driven: Driven = {
    perform: async (step) => act[step.op]?.(step),
    learn({ op, result }, outcome) {
      if (op === 'register' && 'value' in outcome)
        names.name(String(result), String(outcome.value));
    },
    async observe() {
      const seen: Record<string, Args> = {};
      for (const label of names.labels) {
        const record = await surface.getExecution(names.id(label));
        if (record) seen[label] = pictureOf(record);
      }
      return seen;
    },
    recorded: changedSince,
    async compare(step, outcome, { legacy, ours }) {
      const failed = listed(
        step.after['failed'] as string[],
        labels(await surface.getFailedExecutions()),
      );
      const found: Difference[] = [
        ...listed(step.after['active'] as string[], labels(await surface.getActiveExecutions())),
        ...failed.map((each) => ({ ...each, field: 'failed' })),
      ];
      if (step.op === 'check') {
        const ended = Object.keys(ours).filter((id) =>
          ['TIMEOUT', 'DEAD'].includes(String(ours[id]?.['state'])),
        );
        return [...found, ...toldOf(step, await sweep()), ...toldOnce(everTold, ended)];
      }
      if (step.op === 'register') return found;
      // where what is seen differs, so do the counts of it
      const differ = found.length > 0 || differences(legacy, ours).length > 0;
      if (step.op === 'health' && differ) return found;
      return [...found, ...returned(step, named(outcome, names))];
    },
  };
  return replay(sequence, { driven, ledger, world });
}

/** The calls, by the name under which they were recorded. */
function actsOf(
  surface: SixStateTracker,
  names: Names,
): Readonly<Record<string, (step: Step) => Promise<unknown>>> {
  const id = ({ args }: Step) => names.id(args.id);
  return {
    register: ({ args }) =>
      surface.registerExecution({
        agentName: args['agent'] as string,
        ...{ threadId: 'th1', userId: 'u1' },
        ...(args['timeout_seconds'] !== undefined && {
          timeoutSeconds: args['timeout_seconds'] as number,
        }),
      }),
    start: (step) => surface.startExecution(id(step)),
    heartbeat: (step) => surface.heartbeat(id(step)),
    complete: (step) =>
      surface.completeExecution(id(step), {
        result: step.args['result'],
        error: (step.args['error'] ?? null) as string | null,
      }),
    kill: (step) => surface.killExecution(id(step)),
    to_dict: async (step) => dictionaryOf(await surface.getExecution(id(step))),
    health: () => surface.getHealthStatus(),
  };
}

function pictureOf(record: SixStateRecord): Args {
  return {
    agent: record.agentName,
    end: record.endTime && seconds(record.endTime),
    error: record.error,
    heartbeat: seconds(record.lastHeartbeat),
    heartbeats: record.heartbeatCount,
    result: record.result as Json,
    start: seconds(record.startTime),
    state: record.state.toUpperCase(),
    thread: record.threadId,
    timeout: record.timeoutSeconds,
    user: record.userId,
  };
}

/** A record as `to_dict` gave it: instants in seconds. */
function dictionaryOf(record: SixStateRecord | undefined): Json {
  if (!record) return null;
  const { durationSeconds, startTime, endTime, lastHeartbeat, ...rest } = record;
  return {
    ...(asRecorded(rest) as Args),
    duration: durationSeconds,
    start_time: seconds(startTime),
    end_time: endTime && seconds(endTime),
    last_heartbeat: seconds(lastHeartbeat),
    // nothing ever counted them
    websocket_updates_sent: 0,
  };
}

/** What came of a call, with the names that the recorder gave. */
function named<Came extends object>(outcome: Came, names: Names): Came {
  const value = (outcome as { readonly value?: Args | null }).value;
  if (typeof value !== 'object' || value === null || !('execution_id' in value)) return outcome;
  return {
    ...outcome,
    value: { ...value, execution_id: names.label(String(value['execution_id'])) },
  };
}

function toldOf(step: Step, ours: readonly Json[]): Difference[] {
  const callbacks = (step.result as Args)['callbacks'] as readonly (readonly Json[])[];
  const ids = new Set([...callbacks, ...(ours as readonly (readonly Json[])[])].map(([id]) => id));
  const of = (all: readonly Json[], id: Json | undefined) =>
    all.filter((each) => (each as readonly Json[])[0] === id);
  return [...ids]
    .map((id) => ({
      ...{ id: String(id), field: 'told' },
      legacy: of(callbacks, id),
      ours: of(ours, id),
    }))
    .filter((each) => JSON.stringify(each.legacy) !== JSON.stringify(each.ours));
}
