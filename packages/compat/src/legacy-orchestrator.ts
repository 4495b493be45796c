import { randomUUID } from 'node:crypto';
import { isActive } from '@tracker/state';
import { birthLimits, toMs } from './legacy-birth.js';
import { ValueError, accepted } from './legacy-errors.js';
import { LegacyHeartbeatMonitor } from './legacy-heartbeat-monitor.js';
import { LegacyRegistry } from './legacy-registry.js';
import type { RegistryProgress, RegistryRecord } from './legacy-registry-record.js';
import { RegistryState } from './legacy-registry-states.js';
import { LegacyTimeoutManager } from './legacy-timeout-manager.js';
import { LegacyView, type LegacyViewOptions } from './legacy-view.js';

/** How an agent ended, as older code says it. */
export interface AgentExecutionResult {
  readonly success: boolean;
  /** The answer. */
  readonly result?: unknown;
  readonly error?: string | null;
}

/** Silence after which a run counts as dead, in milliseconds: six heartbeats of five seconds. */
const SILENCE_MS = 30_000;

/**
 * The orchestrator over registry, heartbeats and limits: a view of the one tracker, as those are.
 * @deprecated Use `run` of `AgentExecutionTracker`.
 */
export class LegacyOrchestrator extends LegacyView {
  readonly #registry: LegacyRegistry;
  readonly #heartbeats: LegacyHeartbeatMonitor;
  readonly #timeouts: LegacyTimeoutManager;

  constructor(options: LegacyViewOptions = {}) {
    super(options);
    this.#registry = new LegacyRegistry(options);
    this.#heartbeats = new LegacyHeartbeatMonitor(options);
    this.#timeouts = new LegacyTimeoutManager(options);
  }

  /** An id that no execution has yet. */
  createExecutionId(): string {
    return `exec_${randomUUID()}`;
  }

  /** Begins a run, with the limit of its agent, and resolves with its id. Throws `ValueError` unless it has id and agent. */
  async startExecution(
    runId: string,
    agentName: string,
    context: Record<string, unknown> = {},
  ): Promise<string> {
    if (!runId || !agentName) throw new ValueError('run_id and agent_name are required');
    const timeoutMs = toMs(this.#timeouts.getTimeoutForAgent(agentName), 'seconds');
    const id = await this.tracker.createExecution({
      ...{ id: this.createExecutionId(), agentName, runId, metadata: context },
      userId: String(context['user_id'] ?? context['userId'] ?? 'unknown'),
      threadId: String(context['thread_id'] ?? context['threadId'] ?? 'unknown'),
      limits: birthLimits(timeoutMs, SILENCE_MS),
    });
    await this.#timeouts.setTimeout(id, undefined, agentName);
    await this.#heartbeats.startMonitoring(id);
    return id;
  }

  /** Progress, which is a sign of life too; the first says that it runs. False for what is unknown or has ended. */
  async updateExecutionProgress(
    executionId: string,
    progress: Partial<RegistryProgress>,
  ): Promise<boolean> {
    if (!(await this.#isActive(executionId))) return false;
    return this.#registry.updateExecutionState(executionId, RegistryState.RUNNING, { progress });
  }

  /** Ends a run with its answer or its error. False for what is unknown or has ended. */
  async completeExecution(executionId: string, end: AgentExecutionResult): Promise<boolean> {
    if (!end.success) return this.failExecution(executionId, end.error ?? 'Agent execution failed');
    const answer = { answer: end.result };
    return this.#end(executionId, () => this.tracker.completeExecution(executionId, answer));
  }

  /** Ends a run that went wrong. False for what is unknown or has ended. */
  failExecution(executionId: string, error: string): Promise<boolean> {
    return this.#end(executionId, () => this.tracker.failExecution(executionId, { error }));
  }

  /** The same as `failExecution`, for whatever was thrown. */
  handleExecutionFailure(executionId: string, error: unknown): Promise<boolean> {
    return this.failExecution(executionId, error instanceof Error ? error.message : String(error));
  }

  /** The run as the registry shows it; undefined when there is none of this id. */
  getExecution(executionId: string): Promise<RegistryRecord | undefined> {
    return this.#registry.getExecution(executionId);
  }

  /** The counts of all three. */
  async getTrackerMetrics() {
    return Object.freeze({
      registry: await this.#registry.getExecutionMetrics(),
      heartbeat: await this.#heartbeats.getMonitorMetrics(),
      timeout: await this.#timeouts.getTimeoutMetrics(),
    });
  }

  /** How all three fare. */
  async getHealthStatus() {
    return Object.freeze({
      registry: await this.#registry.getHealthStatus(),
      heartbeat: await this.#heartbeats.getHealthStatus(),
      timeout: await this.#timeouts.getHealthStatus(),
    });
  }

  /** Lets go of everything. What runs goes on. */
  async shutdown(): Promise<void> {
    await this.#heartbeats.shutdown();
    await this.#timeouts.shutdown();
  }

  async #isActive(executionId: string): Promise<boolean> {
    const found = await this.find(executionId);
    return found !== undefined && isActive(found.state);
  }

  async #end(executionId: string, act: () => Promise<unknown>): Promise<boolean> {
    const hasEnded = (await this.#isActive(executionId)) && (await accepted(act));
    await this.#heartbeats.stopMonitoring(executionId);
    await this.#timeouts.clearTimeout(executionId);
    return hasEnded;
  }
}
