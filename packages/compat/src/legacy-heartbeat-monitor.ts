import { isActive, type Execution } from '@tracker/state';
import { toMs } from './legacy-birth.js';
import { Callbacks } from './legacy-callbacks.js';
import { Endings } from './legacy-endings.js';
import { ValueError } from './legacy-errors.js';
import { MAX_REMEMBERED } from './legacy-side-table.js';
import { giveSign, signsOf } from './legacy-signs.js';
import { LegacyView, type LegacyViewOptions } from './legacy-view.js';

/** How the monitor is set up; seconds, as ever. */
export interface HeartbeatMonitorOptions extends LegacyViewOptions {
  /** Between two heartbeats. Default 5. */
  readonly heartbeatIntervalSeconds?: number;
  /** Default 6. With the interval it tells misses; what ends an execution is the limit it was created with. */
  readonly maxMissedHeartbeats?: number;
}

/** What the monitor knows of an execution; a picture of the moment it was taken, frozen. */
export interface HeartbeatStatus {
  readonly executionId: string;
  readonly lastHeartbeat: Date;
  readonly isAlive: boolean;
  /** Heartbeats that should have come since the last one. */
  readonly missedHeartbeats: number;
  readonly heartbeatInterval: number;
  readonly nextExpected: Date;
}

/** Told of each death. */
export type HeartbeatFailure = readonly [executionId: string, status: HeartbeatStatus];

/**
 * The heartbeat monitor: a view of the one tracker, which does the monitoring. Create what it monitors with
 * `livenessTimeoutMs` of interval times misses.
 * @deprecated Use `heartbeat` of `AgentExecutionTracker`.
 */
export class LegacyHeartbeatMonitor extends LegacyView {
  readonly #intervalMs: number;
  readonly #maxMissed: number;
  readonly #monitored = new Set<string>();
  readonly #callbacks = new Callbacks<HeartbeatFailure>();
  #endings: Endings | undefined;
  #failures = 0;
  #begun = 0;

  constructor(options: HeartbeatMonitorOptions = {}) {
    super(options);
    this.#intervalMs = toMs(options.heartbeatIntervalSeconds ?? 5, 'heartbeatIntervalSeconds');
    this.#maxMissed = options.maxMissedHeartbeats ?? 6;
  }

  /** Monitors an execution, whose work begins if it has not. Throws `ValueError` for what is unknown or has ended. */
  async startMonitoring(executionId: string): Promise<void> {
    if (!executionId) throw new ValueError('execution_id is required');
    if (this.#monitored.has(executionId)) return;
    const found = await this.find(executionId);
    if (!found || !isActive(found.state) || this.#monitored.size >= MAX_REMEMBERED) {
      throw new ValueError(
        `Execution ${executionId} can't be monitored: it is ${found?.state ?? 'unknown'}, and this is for one that can still die, of at most ${MAX_REMEMBERED}. To try again what has ended, create a retry.`,
        { details: { executionId, state: found?.state } },
      );
    }
    this.#listen();
    this.#monitored.add(executionId);
    this.#begun += 1;
    if (found.state === 'pending') await this.tracker.startExecution(executionId);
    giveSign(this.tracker, executionId, this.now());
  }

  /** A sign of life: true when it counted, false for what is not monitored or has ended. */
  async sendHeartbeat(executionId: string): Promise<boolean> {
    const found = await this.#find(executionId);
    if (!found || !isActive(found.state)) return false;
    giveSign(this.tracker, executionId, this.now()).heartbeats += 1;
    return true;
  }

  /** Monitors an execution no longer; its clocks run on. False when it was not monitored. */
  async stopMonitoring(executionId: string): Promise<boolean> {
    return this.#monitored.delete(executionId);
  }

  /** Whether a monitored execution is alive; undefined when it is not monitored. */
  async isAlive(executionId: string): Promise<boolean | undefined> {
    const found = await this.#find(executionId);
    return found && isActive(found.state);
  }

  /** Undefined when it is not monitored. */
  async getHeartbeatStatus(executionId: string): Promise<HeartbeatStatus | undefined> {
    const found = await this.#find(executionId);
    return found && this.#draw(found, await this.#lastSignOf(found));
  }

  /** Those that are monitored, alive and dead, in the order in which that began. */
  async getAllMonitoredExecutions(): Promise<readonly HeartbeatStatus[]> {
    const all: HeartbeatStatus[] = [];
    for (const id of this.#monitored) {
      const status = await this.getHeartbeatStatus(id);
      if (status) all.push(status);
    }
    return all;
  }

  /** The ids of those that are monitored and no longer alive. */
  async getDeadExecutions(): Promise<readonly string[]> {
    const all = await this.getAllMonitoredExecutions();
    return all.filter(({ isAlive }) => !isAlive).map(({ executionId }) => executionId);
  }

  /** Whether it is alive; false when it is not monitored. Reading settles what is due, so every death is told. */
  async forceCheckExecution(executionId: string): Promise<boolean> {
    return (await this.isAlive(executionId)) ?? false;
  }

  /** A sign of life for what still lives. False otherwise: the dead stay dead, and a retry is another execution. */
  reviveExecution(executionId: string): Promise<boolean> {
    return this.sendHeartbeat(executionId);
  }

  /** Calls back with each monitored execution that dies. Returns what ends that. */
  addFailureCallback(callback: (executionId: string, status: HeartbeatStatus) => unknown) {
    this.#listen();
    return this.#callbacks.add(([id, status]) => callback(id, status));
  }

  /** Counts. */
  async getMonitorMetrics() {
    const all = await this.getAllMonitoredExecutions();
    const alive = all.filter(({ isAlive }) => isAlive).length;
    return Object.freeze({
      isRunning: this.#monitored.size > 0,
      activeExecutions: all.length,
      aliveExecutions: alive,
      deadExecutions: all.length - alive,
      totalMonitored: this.#begun,
      heartbeatFailures: this.#failures,
      falsePositives: 0,
      recoveryTriggers: this.#failures * this.#callbacks.size,
      heartbeatIntervalSeconds: this.#intervalMs / 1_000,
      timeoutSeconds: (this.#intervalMs * this.#maxMissed) / 1_000,
      maxMissedHeartbeats: this.#maxMissed,
    });
  }

  /** Counts, and one word for them: healthy, warning, degraded, critical. */
  async getHealthStatus() {
    const metrics = await this.getMonitorMetrics();
    const { deadExecutions: dead, isRunning: monitorRunning } = metrics;
    const status = WORDS.find(([most]) => dead <= most)?.[1] ?? 'critical';
    const deadAgents = await this.getDeadExecutions();
    return Object.freeze({ ...metrics, status, monitorRunning, deadAgents });
  }

  /** Lets go of everything. */
  async shutdown(): Promise<void> {
    this.#monitored.clear();
    this.#endings?.stop();
  }

  #listen(): void {
    this.#endings ??= new Endings(() => this.tracker, ['dead']);
    this.#endings.listen(async (id) => {
      const status = await this.getHeartbeatStatus(id);
      if (!status) return;
      this.#failures += 1;
      await this.#callbacks.call([id, status]);
    });
  }

  async #find(executionId: string): Promise<Execution | undefined> {
    return this.#monitored.has(executionId) ? this.find(executionId) : undefined;
  }

  /** The last sign of life, whoever passed it on. */
  async #lastSignOf({ id }: Execution): Promise<number> {
    const outlook = await this.tracker.outlook(id);
    return Math.max(signsOf(this.tracker, id).lastAt, outlook?.signs.aliveAt ?? 0);
  }

  #draw(execution: Execution, lastAt: number): HeartbeatStatus {
    const isAlive = isActive(execution.state);
    const due = Math.max(0, Math.ceil((this.now() - lastAt) / this.#intervalMs) - 1);
    const missedHeartbeats = isAlive ? due : this.#maxMissed;
    return Object.freeze({
      executionId: execution.id,
      lastHeartbeat: new Date(lastAt),
      ...{ isAlive, missedHeartbeats },
      heartbeatInterval: this.#intervalMs / 1_000,
      nextExpected: new Date(lastAt + (missedHeartbeats + 1) * this.#intervalMs),
    });
  }
}

const WORDS: readonly (readonly [most: number, word: string])[] = [
  [0, 'healthy'],
  [1, 'warning'],
  [3, 'degraded'],
];
