import { ACTIVE_STATES, type Execution, type ExecutionState } from '@tracker/state';
import { AGENT_NOTES, type AgentNote, type PhaseTransition } from './legacy-agent-note.js';
import { toAgentRecord, type AgentRecord } from './legacy-agent-record.js';
import { signsOf } from './legacy-signs.js';
import { timeoutConfig, type TimeoutConfig } from './legacy-timeout-config.js';
import { LegacyView, type LegacyViewOptions } from './legacy-view.js';

/** How the nine-state tracker is set up; seconds, as ever. */
export interface AgentTrackerOptions extends LegacyViewOptions {
  /** Silence after which a run counts as dead. Default 10. */
  readonly heartbeatTimeout?: number;
  /** For an execution that is created without a limit. Default 15. */
  readonly executionTimeout?: number;
  /** For executions that have none of their own. */
  readonly timeoutConfig?: Partial<TimeoutConfig>;
}

/** What the nine-state tracker tells of executions. */
export class LegacyAgentReads extends LegacyView {
  protected readonly heartbeatTimeout: number;
  protected readonly executionTimeout: number;
  protected readonly timeoutConfig: TimeoutConfig;

  constructor(options: AgentTrackerOptions = {}) {
    super(options);
    this.heartbeatTimeout = options.heartbeatTimeout ?? 10;
    this.executionTimeout = options.executionTimeout ?? 15;
    this.timeoutConfig = timeoutConfig(options.timeoutConfig);
  }

  /** The execution as it is now; undefined when there is none of this id. */
  async getExecution(executionId: string): Promise<AgentRecord | undefined> {
    const found = await this.find(executionId);
    return found && this.draw(found);
  }

  /** The state as it is now; undefined when there is none of this id. */
  async getExecutionState(executionId: string): Promise<ExecutionState | undefined> {
    return (await this.find(executionId))?.state;
  }

  /** Executions that have not ended, oldest first. */
  async getActiveExecutions(): Promise<readonly AgentRecord[]> {
    return this.#drawAll(await this.all({ states: [...ACTIVE_STATES] }));
  }

  /** Executions of an agent, oldest first. */
  async getExecutionsByAgent(agentName: string): Promise<readonly AgentRecord[]> {
    return this.#drawAll(await this.all({ agentName }));
  }

  /** Executions of a thread, oldest first. */
  async getExecutionsByThread(threadId: string): Promise<readonly AgentRecord[]> {
    return this.#drawAll(await this.all({ threadId }));
  }

  /** What is said of an execution at a glance; undefined when there is none of this id. */
  async getAgentState(executionId: string) {
    const record = await this.getExecution(executionId);
    if (!record) return undefined;
    const { agentName, userId, threadId, state, currentPhase, startedAt, lastHeartbeat } = record;
    const { totalDurationMs, currentPhaseDurationMs, warningCount, errorCount, metadata } = record;
    return Object.freeze({
      ...{ executionId, agentName, userId, threadId, state, currentPhase, startedAt },
      ...{ lastHeartbeat, totalDurationMs, currentPhaseDurationMs },
      phaseCount: this.note(executionId).announcedCount,
      ...{ warningCount, errorCount, metadata },
    });
  }

  /** The phases that were announced, in order; empty when there is no execution of this id. */
  async getStateHistory(executionId: string): Promise<readonly PhaseTransition[]> {
    return (await this.getExecution(executionId))?.phaseHistory ?? [];
  }

  /** How much of the limit is used; undefined when there is none of this id. It counts until the end. */
  async checkTimeout(executionId: string) {
    const record = await this.getExecution(executionId);
    if (!record) return undefined;
    const { timeoutSeconds, isTimedOut, circuitBreakerState, circuitBreakerFailures } = record;
    const elapsedSeconds = record.totalDurationMs / 1_000;
    const timeUntilTimeout = Math.max(0, timeoutSeconds - elapsedSeconds);
    return Object.freeze({
      ...{ executionId, elapsedSeconds, timeoutSeconds, isTimedOut },
      ...{ circuitBreakerState, circuitBreakerFailures, timeUntilTimeout },
    });
  }

  /** Where the breaker of an execution stands, times in epoch seconds; undefined when there is none of this id. */
  async circuitBreakerStatus(executionId: string) {
    const record = await this.getExecution(executionId);
    if (!record) return undefined;
    const { failureThreshold, recoveryTimeout, maxRetries } = this.configOf(executionId);
    const { circuitBreakerState: state, circuitBreakerFailures: failureCount } = record;
    const { lastFailureTime, nextAttemptTime } = record;
    const isOpen = state === 'open' && this.now() < nextAttemptTime * 1_000;
    const canRetry = failureCount <= maxRetries && state !== 'open';
    return Object.freeze({
      ...{ executionId, state, failureCount, failureThreshold, lastFailureTime, nextAttemptTime },
      ...{ isOpen, canRetry, recoveryTimeout },
    });
  }

  /** Everything at once, the state in upper case; undefined when there is none of this id. */
  async getExecutionWithFullContext(executionId: string) {
    const record = await this.getExecution(executionId);
    if (!record) return undefined;
    const { agentName, userId, threadId, timeoutSeconds, metadata } = record;
    return Object.freeze({
      ...{ executionId, agentName, userId, threadId, timeoutSeconds, metadata },
      state: record.state.toUpperCase(),
      stateInfo: await this.getAgentState(executionId),
      timeoutStatus: await this.checkTimeout(executionId),
      circuitBreakerStatus: await this.circuitBreakerStatus(executionId),
      stateHistory: record.phaseHistory,
      consolidated: true,
      createdWithSsot: true,
    });
  }

  /** The limit of an execution that is created without one, in seconds. */
  getDefaultTimeout(): number {
    return this.executionTimeout;
  }

  /** Counts and rates. Each ended execution is counted once; rates are of all there are, and 0 while there are none. */
  async getMetrics() {
    await this.callerLimits.settle();
    const { byState, total, active } = await this.tracker.getMetrics();
    const failed = byState.failed + byState.timeout + byState.dead;
    return Object.freeze({
      totalExecutions: total,
      activeExecutions: active,
      successfulExecutions: byState.completed,
      failedExecutions: byState.failed,
      timeoutExecutions: byState.timeout,
      deadExecutions: byState.dead,
      cancelledExecutions: byState.cancelled,
      successRate: total === 0 ? 0 : byState.completed / total,
      failureRate: total === 0 ? 0 : failed / total,
    });
  }

  protected note(executionId: string): AgentNote {
    return AGENT_NOTES.of(this.tracker, executionId);
  }

  protected configOf(executionId: string): TimeoutConfig {
    return this.note(executionId).timeoutConfig ?? this.timeoutConfig;
  }

  protected draw(execution: Execution): AgentRecord {
    const note = this.note(execution.id);
    const signs = signsOf(this.tracker, execution.id);
    return toAgentRecord(execution, { note, signs, now: this.now() });
  }

  #drawAll(executions: readonly Execution[]): readonly AgentRecord[] {
    return executions.map((each) => this.draw(each));
  }
}
