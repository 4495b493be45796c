import { AgentExecutionPhase, ExecutionState } from '@tracker/state';
import { isDeepStrictEqual } from 'node:util';
import { LegacyAgentTracker } from './legacy-agent-tracker.js';
import { TimeoutError, ValueError } from './legacy-errors.js';
import { sameWhereRecorded, toldOnce } from './replay.fixture.js';
import { differences, listed, type Difference, type Ledger } from './ledger.fixture.js';
import {
  Names,
  asRecorded,
  camelKeys,
  outcomeOf,
  replayWorld,
  seconds,
  type Outcome,
} from './replay-world.fixture.js';
import type { Json, Sequence, Step, World } from './trace.fixture.js';

type Args = Readonly<Record<string, Json>>;

const STATE_OF = ExecutionState as Readonly<Record<string, ExecutionState>>;
const PHASE_OF = AgentExecutionPhase as Readonly<Record<string, AgentExecutionPhase>>;
const NAME_OF = Object.fromEntries(Object.entries(STATE_OF).map(([name, value]) => [value, name]));
const PHASE_NAME_OF = Object.fromEntries(
  Object.entries(PHASE_OF).map(([name, value]) => [value, name]),
);

/** Replays what was recorded of the nine-state tracker. */
export async function replayAgent({ name, params = {}, steps }: Sequence, ledger: Ledger) {
  const world = replayWorld();
  const { clock, tracker } = world;
  const names = new Names();
  const surface = new LegacyAgentTracker({
    tracker,
    clock,
    heartbeatTimeout: Number(params['heartbeat_timeout']),
    executionTimeout: Number(params['execution_timeout']),
    timeoutConfig: camelKeys(params['timeout_config'] ?? {}),
  });
  const told: Json[] = [];
  const everTold: string[] = [];
  const tell =
    (kind: string) => (record: { executionId: string; state: string; error: string | null }) =>
      told.push([kind, names.label(record.executionId), NAME_OF[record.state] ?? '', record.error]);
  surface.registerDeathCallback(tell('death'));
  surface.registerTimeoutCallback(tell('timeout'));
  surface.startMonitoring();
  await clock.settle();

  let legacyWorld: World = {};
  let oursWorld: World = {};
  let t = 0;
  let created = '';
  ledger.begin();

  const observe = async (): Promise<World> => {
    const seen: Record<string, Readonly<Record<string, Json>>> = {};
    for (const label of names.labels) {
      const record = await surface.getExecution(names.id(label));
      if (record) seen[label] = snapshot(record);
    }
    return seen;
  };

  for (const [index, step] of steps.entries()) {
    const pending = outcomeOf(() => perform(step));
    await clock.settle();
    await clock.advance(Math.round((step.t - t) * 1_000));
    t = step.t;
    const outcome = await pending;
    if (step.op === 'create' || step.op === 'create_full') {
      created = labelOf(step, legacyWorld);
      if ('value' in outcome) names.name(created, String(outcome.value));
    }
    const before = { legacy: legacyWorld, ours: oursWorld };
    legacyWorld = follow(legacyWorld, step);
    oursWorld = await observe();
    await clock.settle();
    const moment = {
      step,
      params,
      outcome,
      legacy: { before: before.legacy, after: legacyWorld },
      ours: { before: before.ours, after: oursWorld },
    };
    const found = [
      ...(await compareResult(step, outcome)),
      ...differences(legacyWorld, oursWorld),
      ...(await compareLists(step)),
    ];
    ledger.book(moment, found, `${name}#${index}`);
  }
  await tracker.close();

  async function perform({ op, args }: Step): Promise<unknown> {
    const id = names.id(args['id'] === undefined ? '' : args['id']);
    switch (op) {
      case 'create':
        return surface.createExecution({
          agentName: args['agent'] as string,
          threadId: args['thread'] as string,
          userId: args['user'] as string,
          ...(args['timeout_seconds'] !== undefined && {
            timeoutSeconds: args['timeout_seconds'] as number,
          }),
          ...(args['metadata'] !== undefined && {
            metadata: args['metadata'] as Record<string, unknown>,
          }),
        });
      case 'create_full':
        return surface.createExecutionWithFullContext({
          agentName: args['agent'] as string,
          userContext: camelKeys(args['user_context']),
          ...(Object.keys(args['timeout_config'] ?? {}).length > 0 && {
            timeoutConfig: camelKeys(args['timeout_config']),
          }),
          ...(args['initial_state'] !== undefined && {
            initialState: args['initial_state'] as string,
          }),
        });
      case 'start':
        return surface.startExecution(id);
      case 'heartbeat':
        return surface.heartbeat(id);
      case 'update':
        return surface.updateExecutionState(id, stateOf(args['state']), {
          ...(args['error'] !== undefined && { error: args['error'] as string }),
          ...(args['result'] !== undefined && { result: args['result'] }),
        });
      case 'complete':
        return surface.completeExecution(id, args['result'], args['execution_time_ms'] as number);
      case 'fail':
        return surface.failExecution(
          id,
          args['error'] as string,
          (args['error_context'] ?? {}) as Record<string, unknown>,
        );
      case 'transition':
        return transition(id, args);
      case 'set_agent_state':
        return surface.setAgentState(id, camelKeys(args['updates']));
      case 'exec_cb':
        return surface.executeWithCircuitBreaker(id, () => operate(args), 'op');
      case 'set_timeout':
        return surface.setTimeout(
          id,
          (typeof args['config'] === 'number'
            ? args['config']
            : camelKeys(args['config'])) as object,
        );
      case 'reset_cb':
        return surface.resetCircuitBreaker(id);
      case 'register_cb':
        return surface.registerCircuitBreaker(id);
      case 'sweep':
        return sweep();
      case 'detect':
        return (await surface.detectDeadExecutions()).map(({ executionId }) =>
          names.label(executionId),
        );
      case 'cleanup_state':
        return surface.cleanupState(id);
      case 'get_state':
        return surface.getExecutionState(id);
      case 'get_agent_state':
        return surface.getAgentState(id);
      case 'history':
        return surface.getStateHistory(id);
      case 'check_timeout':
        return surface.checkTimeout(id);
      case 'cb_status':
        return surface.circuitBreakerStatus(id);
      case 'full':
        return surface.getExecutionWithFullContext(id);
      case 'metrics':
        return surface.getMetrics();
      case 'active':
        return (await surface.getActiveExecutions()).map(({ executionId }) =>
          names.label(executionId),
        );
      case 'by_agent':
        return (await surface.getExecutionsByAgent(args['agent'] as string)).map(
          ({ executionId }) => names.label(executionId),
        );
      case 'by_thread':
        return (await surface.getExecutionsByThread(args['thread'] as string)).map(
          ({ executionId }) => names.label(executionId),
        );
      case 'advance':
      case 'cleanup_old':
        return null;
      default:
        throw new Error(`what is ${op}?`);
    }
  }

  async function sweep() {
    await tracker.sweep();
    await clock.settle();
    const callbacks = told.splice(0);
    everTold.push(...callbacks.map((each) => String((each as Json[])[1])));
    return { callbacks, monitor_error: null };
  }

  async function transition(id: string, args: Args) {
    const calls: Json[] = [];
    const note = (method: string) => async (given: unknown) => {
      calls.push([method, asRecorded(given)]);
      const fails =
        args['ws'] === 'fail' || (args['ws'] === 'fail_errors' && method === 'notify_agent_error');
      if (fails) throw new Error('the socket is gone');
      return args['ws'] !== 'false';
    };
    const websocketManager = {
      notifyAgentStarted: note('notify_agent_started'),
      notifyAgentThinking: note('notify_agent_thinking'),
      notifyToolExecuting: note('notify_tool_executing'),
      notifyAgentCompleted: note('notify_agent_completed'),
      notifyAgentError: note('notify_agent_error'),
    };
    const value = await surface.transitionState(id, phaseOf(args['phase']), {
      ...(args['metadata'] != null && { metadata: args['metadata'] as Record<string, unknown> }),
      ...(args['ws'] != null && { websocketManager }),
    });
    return { value, wsCalls: args['ws'] == null ? null : calls };
  }

  async function operate({ kind, takes }: Args): Promise<unknown> {
    if (Number(takes) > 0) {
      await new Promise<void>((resolve) => clock.setTimer(Number(takes) * 1_000, resolve));
    }
    if (kind === 'error') throw new ValueError('boom');
    if (kind === 'timeout_error') throw new TimeoutError('slow');
    return kind === 'ok' ? 'ok' : 0;
  }

  async function compareResult(step: Step, outcome: Outcome): Promise<Difference[]> {
    const id = typeof step.args.id === 'string' ? step.args.id : '*';
    const { op, result, exception } = step;
    if (exception || 'error' in outcome) {
      const ours =
        'error' in outcome
          ? `${outcome.error.name}${op === 'exec_cb' ? `: ${outcome.error.message}` : ''}`
          : asRecorded(outcome.value);
      const legacy = exception
        ? `${exception.type}${op === 'exec_cb' ? `: ${exception.message}` : ''}`
        : result;
      const target = op === 'create' || op === 'create_full' ? created : id;
      return isDeepStrictEqual(legacy, ours)
        ? []
        : [{ id: target, field: 'returned', legacy, ours }];
    }
    const { value } = outcome;
    switch (op) {
      case 'create':
      case 'create_full':
        return result === created
          ? []
          : [{ id: '*', field: 'returned', legacy: result, ours: value }];
      case 'active':
      case 'by_agent':
      case 'by_thread':
      case 'detect':
        return listed(result as string[], value as string[]);
      case 'metrics':
        return compareMetrics(result as Args);
      case 'sweep':
        return compareSweep(result as Args, value as Args);
      case 'get_state':
        return result === (value === undefined ? null : `ExecutionState.${NAME_OF[String(value)]}`)
          ? []
          : [{ id, field: 'returned', legacy: result, ours: value }];
      default: {
        const ours = renamed(asRecorded(value));
        return sameWhereRecorded(result as Json, ours)
          ? []
          : [{ id, field: 'returned', legacy: result, ours }];
      }
    }
  }

  function renamed(value: Json): Json {
    const text = JSON.stringify(value);
    return JSON.parse(
      names.labels.reduce((all, label) => all.replaceAll(names.id(label), label), text),
    ) as Json;
  }

  function compareSweep(legacy: Args, ours: Args): Difference[] {
    const callbacks = (given: Args) =>
      new Map(
        (given['callbacks'] as [string, string, string, string | null][]).map((each) => [
          each[1],
          each,
        ]),
      );
    const [there, here] = [callbacks(legacy), callbacks(ours)];
    const found = [...new Set([...there.keys(), ...here.keys()])]
      .filter((id) => !isDeepStrictEqual(there.get(id), here.get(id)))
      .map((id): Difference => ({ id, field: 'told', legacy: there.get(id), ours: here.get(id) }));
    const errors =
      legacy['monitor_error'] === null
        ? []
        : [{ id: '*', field: 'monitor_error', legacy: legacy['monitor_error'], ours: null }];
    const ended = Object.keys(oursWorld).filter((id) =>
      ['TIMEOUT', 'DEAD'].includes(String(oursWorld[id]?.['state']).split('.')[1] ?? ''),
    );
    return [...found, ...errors, ...toldOnce(everTold, ended)];
  }

  async function compareMetrics(legacy: Args): Promise<Difference[]> {
    const ours = asRecorded(await surface.getMetrics()) as Args;
    if (sameWhereRecorded(legacy, ours)) return [];
    // where the states differ already, the counts are to be those of the states that are seen here
    const known = Object.keys(oursWorld).length === legacy['total_executions'];
    const differ =
      !known || differences(legacyWorld, oursWorld).some(({ field }) => COUNTED.includes(field));
    const expected = differ ? countsOf(oursWorld) : legacy;
    return sameWhereRecorded(expected, ours)
      ? []
      : [{ id: '*', field: 'counts', legacy: expected, ours }];
  }

  async function compareLists({ after }: Step): Promise<Difference[]> {
    const labels = (records: readonly { executionId: string }[]) =>
      records.map(({ executionId }) => names.label(executionId));
    const found = listed(after['active'] as string[], labels(await surface.getActiveExecutions()));
    for (const [agent, ids] of Object.entries(after['by_agent'] as Args))
      found.push(
        ...listed(ids as string[], labels(await surface.getExecutionsByAgent(agent))).map(
          (each) => ({ ...each, field: 'indexed' }),
        ),
      );
    for (const [thread, ids] of Object.entries(after['by_thread'] as Args))
      found.push(
        ...listed(ids as string[], labels(await surface.getExecutionsByThread(thread))).map(
          (each) => ({ ...each, field: 'indexed' }),
        ),
      );
    return [...found, ...(await compareMetrics(after['metrics'] as Args))];
  }
}

const COUNTED = ['state', 'exists'];

/** The name the recorder gave to what a step created, whether or not the call then failed. */
function labelOf({ result, after }: Step, world: World): string {
  const fresh = Object.keys((after['changed'] ?? {}) as World).find((id) => !(id in world));
  return typeof result === 'string' ? result : (fresh ?? '*');
}

function follow(world: World, { after }: Step): World {
  const next: Record<string, Readonly<Record<string, Json>>> = { ...world };
  for (const [id, seen] of Object.entries((after['changed'] ?? {}) as World))
    next[id] = recorded(seen);
  for (const id of (after['removed'] ?? []) as string[]) delete next[id];
  return next;
}

function recorded(seen: Args): Args {
  const { dead: _dead, ...rest } = seen;
  return { ...rest, cb: withoutNull(rest['cb'] as Args) };
}

const withoutNull = (cb: Args) => ({ ...cb, successes: cb['successes'] ?? 0 });

function stateOf(given: Json | undefined): ExecutionState {
  if (typeof given === 'string') return STATE_OF[given] as ExecutionState;
  const { $raw, $registry } = given as { $raw?: Json; $registry?: string };
  return ($registry === undefined ? $raw : $registry) as ExecutionState;
}

function phaseOf(given: Json | undefined): AgentExecutionPhase {
  if (typeof given === 'string') return PHASE_OF[given] as AgentExecutionPhase;
  return (given as { $raw: Json }).$raw as AgentExecutionPhase;
}

type Pictured = NonNullable<Awaited<ReturnType<LegacyAgentTracker['getExecution']>>>;

function snapshot(record: Pictured): Args {
  const at = (epochSeconds: number) => (epochSeconds === 0 ? 0 : epochSeconds - 1_700_000_000);
  return {
    agent: record.agentName,
    alive: record.isAlive,
    cb: {
      failures: record.circuitBreakerFailures,
      last_failure: at(record.lastFailureTime),
      next_attempt: at(record.nextAttemptTime),
      state: record.circuitBreakerState,
      successes: record.circuitBreakerSuccesses,
    },
    completed: record.completedAt && seconds(record.completedAt),
    error: record.error,
    errors: record.errorCount,
    heartbeats: record.heartbeatCount,
    history: record.phaseHistory.map((row) => [
      `AgentExecutionPhase.${PHASE_NAME_OF[row.fromPhase]}`,
      `AgentExecutionPhase.${PHASE_NAME_OF[row.toPhase]}`,
      seconds(row.timestamp),
      row.durationMs,
      row.metadata as Json,
      row.websocketEventSent,
    ]),
    last_heartbeat: seconds(record.lastHeartbeat),
    metadata: record.metadata as Json,
    phase: `AgentExecutionPhase.${PHASE_NAME_OF[record.currentPhase]}`,
    result: record.result as Json,
    started: seconds(record.startedAt),
    state: `ExecutionState.${NAME_OF[record.state]}`,
    terminal: record.isTerminal,
    thread: record.threadId,
    timeout_config: record.timeoutConfig && asRecorded(record.timeoutConfig),
    timeout_seconds: record.timeoutSeconds,
    updated: seconds(record.updatedAt),
    user: record.userId,
    warnings: record.warningCount,
  };
}

function countsOf(world: World) {
  const states = Object.values(world).map(({ state }) => String(state).split('.')[1]);
  const count = (...wanted: string[]) =>
    states.filter((state) => wanted.includes(state ?? '')).length;
  const total = states.length;
  const failed = count('FAILED', 'TIMEOUT', 'DEAD');
  return {
    active_executions: count('PENDING', 'STARTING', 'RUNNING', 'COMPLETING'),
    dead_executions: count('DEAD'),
    failed_executions: count('FAILED'),
    successful_executions: count('COMPLETED'),
    timeout_executions: count('TIMEOUT'),
    total_executions: total,
    success_rate: total === 0 ? 0 : count('COMPLETED') / total,
    failure_rate: total === 0 ? 0 : failed / total,
  };
}
