import { LegacyHeartbeatMonitor } from './legacy-heartbeat-monitor.js';
import { listed, type Difference, type Ledger } from './ledger.fixture.js';
import { Names, replayWorld, seconds } from './replay-world.fixture.js';
import { replay, returned, toldOnce, type Args, type Driven } from './replay.fixture.js';
import type { Json, Sequence, World } from './trace.fixture.js';

/** Far enough not to be met; what is compared is silence. */
const FAR_MS = 10_000_000;
const LIMITS = {
  startTimeoutMs: FAR_MS,
  executionTimeoutMs: FAR_MS,
  idleTimeoutMs: FAR_MS,
  livenessTimeoutMs: 30_000,
};

/** Replays what was recorded of the heartbeat monitor. */
export function replayHeartbeat(sequence: Sequence, ledger: Ledger): Promise<void> {
  const world = replayWorld();
  const { tracker, clock } = world;
  const names = new Names();
  const monitor = new LegacyHeartbeatMonitor({ tracker, clock });
  const told: string[] = [];
  const everTold: string[] = [];
  monitor.addFailureCallback((id) => {
    told.push(names.label(id));
    everTold.push(id);
  });

  /** Who begins to monitor has something to monitor: a new execution, or a retry of one that has ended. */
  const born = async (label: string) => {
    if ((await monitor.isAlive(names.id(label))) !== undefined) return names.id(label);
    const id = await tracker.createExecution({
      agentName: 'a',
      userId: 'u',
      threadId: 't',
      limits: LIMITS,
    });
    await tracker.updateExecutionState(id, 'running');
    names.name(label, id);
    ledger.renew(label);
    return id;
  };
  const look = async () => {
    await tracker.sweep();
    await clock.settle();
    return { callbacks: told.splice(0) };
  };

  const driven: Driven = {
    async perform({ op, args, t }) {
      const id = names.id(args.id);
      switch (op) {
        case 'start':
          return monitor.startMonitoring(await born(String(args.id)));
        case 'beat':
          return monitor.sendHeartbeat(id);
        case 'stop':
          return monitor.stopMonitoring(id);
        case 'is_alive':
          return monitor.isAlive(id);
        case 'revive':
          return monitor.reviveExecution(id);
        case 'force_check':
          return monitor.forceCheckExecution(id);
        case 'metrics':
          return monitor.getMonitorMetrics();
        case 'health':
          return {
            ...(await monitor.getHealthStatus()),
            deadAgents: (await monitor.getDeadExecutions()).map((each) => names.label(each)).sort(),
          };
        case 'tick':
          await new Promise<void>((resolve) => clock.setTimer(1, resolve));
          return undefined;
        case 'check':
        case 'advance':
          return undefined;
        default:
          throw new Error(`what is ${op} at ${t}?`);
      }
    },
    async observe() {
      const seen: Record<string, Args> = {};
      for (const each of await monitor.getAllMonitoredExecutions()) {
        seen[names.label(each.executionId)] = {
          alive: each.isAlive,
          last: seconds(each.lastHeartbeat),
          missed: each.missedHeartbeats,
        };
      }
      return seen;
    },
    recorded(_, { after }): World {
      // the next heartbeat was expected an interval after the round that looked; here after the one that is due
      return Object.fromEntries(
        Object.entries(after as World).map(([id, { next: _next, ...rest }]) => [id, rest]),
      );
    },
    async compare(step, outcome, { ours }): Promise<readonly Difference[]> {
      if (!['check', 'tick'].includes(step.op))
        return step.op === 'advance' ? [] : returned(step, outcome);
      const { callbacks } = await look();
      const recorded = (step.result as Args)['callbacks'] as readonly (readonly Json[])[];
      const legacy = recorded.map(([id]) => String(id));
      const dead = Object.keys(ours).filter((id) => ours[id]?.['alive'] === false);
      const ended = dead.map((label) => names.id(label));
      return [
        ...listed(legacy, callbacks).map((each) => ({ ...each, field: 'told' })),
        ...toldOnce(
          everTold.filter((id) => ended.includes(id)),
          ended,
        ),
      ];
    },
  };
  return replay(sequence, { driven, ledger, world });
}
