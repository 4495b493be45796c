import { LegacyRegistry } from './legacy-registry.js';
import type { RegistryState } from './legacy-registry-states.js';
import { listed, differences, type Ledger } from './ledger.fixture.js';
import { COARSE } from './replay-clock.fixture.js';
import { Names, asRecorded, camelKeys, replayWorld } from './replay-world.fixture.js';
import {
  changedSince,
  replay,
  returned,
  sameWhereRecorded,
  type Args,
  type Driven,
} from './replay.fixture.js';
import type { Json, Sequence } from './trace.fixture.js';

/** Replays what was recorded of the registry. */
export function replayRegistry(sequence: Sequence, ledger: Ledger): Promise<void> {
  const world = replayWorld(COARSE);
  const names = new Names();
  const registry = new LegacyRegistry({ tracker: world.tracker, clock: world.clock });
  const labels = (records: readonly { executionId: string }[]) =>
    records.map(({ executionId }) => names.label(executionId));

  const driven: Driven = {
    async perform({ op, args }) {
      const id = names.id(args.id);
      switch (op) {
        case 'register':
          return registry.registerExecution(
            args['run_id'] as string,
            args['agent'] as string,
            args['context'] as Record<string, unknown>,
          );
        case 'update':
          return registry.updateExecutionState(
            id,
            stateOf(args['state']),
            camelKeys(args['metadata']),
          );
        case 'set_timeout':
          return registry.setExecutionTimeout(id, args['seconds'] as number);
        case 'heartbeat':
          return registry.updateHeartbeat(id);
        case 'timed_out':
          return labels(await registry.getTimedOutExecutions());
        case 'stale':
          return labels(await registry.getStaleExecutions(args['seconds'] as number));
        case 'active':
          return labels(await registry.getActiveExecutions());
        case 'by_agent':
          return labels(await registry.getExecutionsByAgent(args['agent'] as string));
        case 'by_run':
          return labels(await registry.getExecutionsByRunId(args['run_id'] as string));
        case 'cleanup':
          return registry.cleanupExpiredExecutions(args['hours'] as number);
        case 'metrics':
          return registry.getExecutionMetrics();
        case 'health':
          return registry.getHealthStatus();
        case 'advance':
          return null;
        default:
          throw new Error(`what is ${op}?`);
      }
    },
    learn({ op, result }, outcome) {
      if (op !== 'register' || 'error' in outcome) return;
      names.name(String(result), (outcome.value as { executionId: string }).executionId);
    },
    async observe() {
      const seen: Record<string, Args> = {};
      for (const label of names.labels) {
        const record = await registry.getExecution(names.id(label));
        if (!record) continue;
        const { executionId: _id, ...rest } = record;
        seen[label] = asRecorded(rest) as Args;
      }
      return seen;
    },
    recorded(before, step) {
      const next = changedSince(before, step);
      // the value is another spelling of the state
      return Object.fromEntries(
        Object.entries(next).map(([id, { state_value: _value, ...rest }]) => [id, rest]),
      );
    },
    async compare(step, outcome, { legacy, ours }) {
      const { op, result } = step;
      const found = [];
      if (Array.isArray(result) && 'value' in outcome)
        found.push(
          ...listed(result as string[], outcome.value as string[]).map((each) => ({
            ...each,
            field: op === 'by_agent' || op === 'by_run' ? 'indexed' : 'listed',
          })),
        );
      else if (!['register', 'metrics', 'health'].includes(op) || 'error' in outcome)
        found.push(...returned(step, outcome));
      const metrics = asRecorded(await registry.getExecutionMetrics());
      const recorded = step.after['raw_metrics'] as Args;
      const isSame = sameWhereRecorded(recorded, metrics);
      // where it does not count as it did, it counts what is seen here
      const field = sameWhereRecorded(countsOf(ours), metrics) ? 'counts' : 'miscounted';
      if (!isSame) found.push({ id: '*', field, legacy: recorded, ours: metrics });
      const differ = !isSame || differences(legacy, ours).length > 0;
      if (op === 'health' && !differ && 'value' in outcome) found.push(...returned(step, outcome));
      return found;
    },
  };
  return replay(sequence, { driven, ledger, world });
}

function countsOf(world: Readonly<Record<string, Args>>) {
  const states = Object.values(world).map(({ state }) => String(state));
  return {
    total_executions: states.length,
    active_executions: states.filter((state) =>
      ['PENDING', 'INITIALIZING', 'RUNNING', 'RECOVERING'].includes(state),
    ).length,
  };
}

function stateOf(given: Json | undefined): RegistryState {
  if (typeof given === 'string') return given as RegistryState;
  const { $raw, $canonical } = given as { $raw?: Json; $canonical?: string };
  return ($canonical === undefined ? $raw : $canonical.toLowerCase()) as RegistryState;
}
