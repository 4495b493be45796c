import { isActive, type Execution, type ExecutionIn, type TerminalState } from '@tracker/state';
import { registryStateOf, type RegistryRecord } from './legacy-registry-record.js';

/** How much a further end moves the average. */
const WEIGHT = 0.1;

type Ended = ExecutionIn<TerminalState>;

/** Counts over executions; an attempt ends once and is counted once. */
export function registryMetrics(executions: readonly Execution[]) {
  const ended = executions.filter((each): each is Ended => !isActive(each.state));
  const count = (wanted: string) => ended.filter((each) => registryStateOf(each) === wanted).length;
  const [successful, failed, timeout] = [count('SUCCESS'), count('FAILED'), count('TIMEOUT')];
  const judged = successful + failed + timeout;
  return Object.freeze({
    activeExecutions: executions.length - ended.length,
    totalExecutions: executions.filter(({ retryOf }) => retryOf === null).length,
    successfulExecutions: successful,
    failedExecutions: failed,
    timeoutExecutions: timeout,
    averageExecutionTimeMs: averageOf(ended),
    successRate: judged === 0 ? 0 : successful / judged,
  });
}

/** The average of how long they took, in which the latest weigh most. */
function averageOf(ended: readonly Ended[]): number {
  const judged = ended.filter((each) => ['SUCCESS', 'FAILED'].includes(registryStateOf(each)));
  const durations = judged
    .sort((one, other) => one.endedAt - other.endedAt)
    .map(({ endedAt, createdAt }) => endedAt - createdAt);
  return durations.reduce(
    (average, each, at) => (at === 0 ? each : average * (1 - WEIGHT) + each * WEIGHT),
    0,
  );
}

/** What `getExecutionMetrics` of the registry resolves with. */
export type RegistryMetrics = ReturnType<typeof registryMetrics>;

/** What the registry says of its health. */
export function registryHealth(
  records: readonly RegistryRecord[],
  staleExecutions: number,
  { successRate, averageExecutionTimeMs }: RegistryMetrics,
) {
  const active = records.filter(({ state }) => ACTIVE.includes(state));
  return Object.freeze({
    status: staleExecutions > 0 ? 'degraded' : 'healthy',
    totalTracked: records.length,
    activeExecutions: active.length,
    staleExecutions,
    ...{ successRate, averageExecutionTimeMs },
    agentsWithActiveExecutions: [...new Set(active.map(({ agentName }) => agentName))].sort(),
    oldestActiveExecution: active[0]?.createdAt ?? null,
  });
}

const ACTIVE: readonly string[] = ['PENDING', 'INITIALIZING', 'RUNNING', 'RECOVERING'];
