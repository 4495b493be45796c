import { LegacyTimeoutManager } from './legacy-timeout-manager.js';
import { listed, type Difference, type Ledger } from './ledger.fixture.js';
import { Names, asRecorded, replayWorld } from './replay-world.fixture.js';
import { replay, returned, sameWhereRecorded, type Args, type Driven } from './replay.fixture.js';
import type { Json, Sequence, World } from './trace.fixture.js';

/** Far enough not to be met; what is compared is the limit that the manager sets. */
const FAR_MS = 10_000_000;
const LIMITS = {
  startTimeoutMs: FAR_MS,
  executionTimeoutMs: FAR_MS,
  idleTimeoutMs: FAR_MS,
  livenessTimeoutMs: FAR_MS,
};

/** Replays what was recorded of the timeout manager. */
export function replayTimeout(sequence: Sequence, ledger: Ledger): Promise<void> {
  const world = replayWorld();
  const { tracker, clock } = world;
  const names = new Names();
  const manager = new LegacyTimeoutManager({ tracker, clock });

  /** Who sets a limit has something to limit: what runs, or a retry of what has ended. */
  const born = async (label: string) => {
    const id = names.id(label);
    if (id !== label && (await tracker.getExecutionState(id)) === 'running') return id;
    const next = await tracker.createExecution({
      id: `${label}-${names.next()}`,
      agentName: 'a',
      userId: 'u',
      threadId: 't',
      limits: LIMITS,
      ...(id !== label && (await manager.getTimeoutInfo(id))?.hasTimedOut && { retryOf: id }),
    });
    await tracker.updateExecutionState(next, 'running');
    names.name(label, next);
    ledger.renew(label);
    return next;
  };

  const driven: Driven = {
    async perform({ op, args }) {
      const id = names.id(args.id);
      switch (op) {
        case 'set':
          return manager.setTimeout(
            await born(String(args.id)),
            args['seconds'] as number | null,
            args['agent'] as string | null,
          );
        case 'extend':
          return manager.extendTimeout(id, args['seconds'] as number);
        case 'clear':
          return manager.clearTimeout(id);
        case 'bulk_clear':
          return manager.bulkClearTimeouts((args['ids'] as string[]).map((each) => names.id(each)));
        case 'check':
          return (await manager.checkTimeouts()).map((each) => names.label(each));
        case 'remaining':
          return manager.getRemainingTime(id);
        case 'info':
          return manager.getTimeoutInfo(id);
        case 'agent_timeout':
          return manager.getTimeoutForAgent(args['agent'] as string);
        case 'metrics':
          return manager.getTimeoutMetrics();
        case 'summary':
          return manager.getTimeoutSummary();
        case 'health':
          return manager.getHealthStatus();
        case 'advance':
          return null;
        default:
          throw new Error(`what is ${op}?`);
      }
    },
    async observe() {
      const infos = await manager.getAllTimeouts();
      return Object.fromEntries(
        infos.map((info) => [
          names.label(info.executionId),
          { ...(asRecorded(info) as Args), execution_id: names.label(info.executionId) },
        ]),
      );
    },
    recorded: (_, { after }): World => after as World,
    async compare(step, outcome): Promise<readonly Difference[]> {
      const { op, result, args } = step;
      if ('error' in outcome) return returned(step, outcome);
      if (op === 'check') return listed(result as string[], outcome.value as string[]);
      const text = JSON.stringify(asRecorded(outcome.value));
      const ours = JSON.parse(
        names.labels.reduce(
          (all, label) => all.replaceAll(`"${names.id(label)}"`, `"${label}"`),
          text,
        ),
      ) as Json;
      const id =
        typeof args.id === 'string'
          ? args.id
          : op === 'agent_timeout'
            ? String(args['agent'])
            : '*';
      return sameWhereRecorded(result ?? null, ours)
        ? []
        : [{ id, field: 'returned', legacy: result, ours }];
    },
  };
  return replay(sequence, { driven, ledger, world });
}
