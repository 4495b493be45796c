import { isActive } from '@tracker/state';
import { AGENT_TIMEOUTS, timeoutForAgent } from './legacy-agent-timeouts.js';
import { toMs } from './legacy-birth.js';
import { Callbacks } from './legacy-callbacks.js';
import { Endings } from './legacy-endings.js';
import { ValueError } from './legacy-errors.js';
import { MAX_REMEMBERED } from './legacy-side-table.js';
import { timeoutHealth, timeoutSummary } from './legacy-timeout-counts.js';
import { LegacyView, type LegacyViewOptions } from './legacy-view.js';

/** How the manager is set up; seconds, as ever. */
export interface TimeoutManagerOptions extends LegacyViewOptions {
  /** Told, and otherwise without effect: a limit is kept to the millisecond. Default 5. */
  readonly checkIntervalSeconds?: number;
}

/** A limit of an execution; a picture of the moment it was taken, frozen. */
export interface TimeoutInfo {
  readonly executionId: string;
  readonly timeoutSeconds: number;
  readonly startedAt: Date;
  readonly timeoutAt: Date;
  /** Negative once it is over. */
  readonly remainingSeconds: number;
  readonly hasTimedOut: boolean;
  readonly timeoutReason: 'execution_timeout' | null;
}

interface Entry {
  seconds: number;
  readonly startedAt: number;
  isTold: boolean;
}

/**
 * The timeout manager: a view of the one tracker. It sets limits as a caller, and what outlasts one ends in
 * `timeout` there and then; it can't outlast the limits it was created with.
 * @deprecated Use limits of `AgentExecutionTracker`.
 */
export class LegacyTimeoutManager extends LegacyView {
  readonly #checkIntervalSeconds: number;
  readonly #agents: Record<string, number> = { ...AGENT_TIMEOUTS };
  readonly #entries = new Map<string, Entry>();
  readonly #callbacks = new Callbacks<TimeoutInfo>();
  #endings: Endings | undefined;
  readonly #counts = {
    totalTimeoutsSet: 0,
    timeoutTriggers: 0,
    extensionsGranted: 0,
    manualClears: 0,
  };

  constructor(options: TimeoutManagerOptions = {}) {
    super(options);
    this.#checkIntervalSeconds = options.checkIntervalSeconds ?? 5;
  }

  /** The limit of an agent in seconds, by its whole name first. */
  getTimeoutForAgent(agent: string): number {
    return timeoutForAgent(agent, this.#agents);
  }

  /** Sets the limit of an agent, in seconds. */
  setAgentTimeout(agent: string, seconds: number): void {
    toMs(seconds, 'seconds');
    this.#agents[agent.toLowerCase()] = seconds;
  }

  /**
   * Gives an execution so many seconds from now; without a number, those of the agent. Throws `ValueError` for what is
   * unknown or has ended.
   */
  async setTimeout(
    executionId: string,
    seconds?: number | null,
    agent?: string | null,
  ): Promise<TimeoutInfo> {
    const length = seconds ?? this.getTimeoutForAgent(agent ?? 'default');
    toMs(length, 'seconds');
    const found = await this.find(executionId);
    const isFull = this.#entries.size >= MAX_REMEMBERED && !this.#entries.has(executionId);
    if (!found || !isActive(found.state) || isFull) {
      throw new ValueError(
        `Execution ${executionId} can't be given a limit: it is ${found?.state ?? 'unknown'}, and this is for one that has not ended, of at most ${MAX_REMEMBERED}. To try again what has ended, create a retry.`,
        { details: { executionId, state: found?.state } },
      );
    }
    this.#listen();
    // a retry takes over from what it tries again
    if (found.retryOf !== null) this.#entries.delete(found.retryOf);
    this.#entries.set(executionId, { seconds: length, startedAt: this.now(), isTold: false });
    this.#counts.totalTimeoutsSet += 1;
    return this.#apply(executionId);
  }

  /** The same as `setTimeout`. */
  addExecution(executionId: string, timeoutSeconds: number): Promise<TimeoutInfo> {
    return this.setTimeout(executionId, timeoutSeconds);
  }

  /** Moves a limit by so many seconds. False for what has none or has timed out. */
  async extendTimeout(executionId: string, seconds: number): Promise<boolean> {
    const info = await this.getTimeoutInfo(executionId);
    const entry = this.#entries.get(executionId);
    if (!info || !entry || info.hasTimedOut) return false;
    entry.seconds += seconds;
    this.#counts.extensionsGranted += 1;
    await this.#apply(executionId);
    return true;
  }

  /** Takes a limit away; those the execution was created with stay. False when there was none. */
  async clearTimeout(executionId: string): Promise<boolean> {
    await this.callerLimits.settle();
    if (!this.#entries.delete(executionId)) return false;
    this.callerLimits.clear(executionId);
    this.#counts.manualClears += 1;
    return true;
  }

  /** The same as `clearTimeout`. */
  removeExecution(executionId: string): Promise<boolean> {
    return this.clearTimeout(executionId);
  }

  /** Takes several limits away, and resolves with how many there were. */
  async bulkClearTimeouts(executionIds: readonly string[]): Promise<number> {
    let count = 0;
    for (const id of executionIds) if (await this.clearTimeout(id)) count += 1;
    return count;
  }

  /** Those that have timed out since this was asked last; each is told once. */
  async checkTimeouts(): Promise<readonly string[]> {
    const infos = await this.#infos();
    const over = infos.filter(
      (each) => each.hasTimedOut && !this.#entries.get(each.executionId)?.isTold,
    );
    for (const { executionId } of over) {
      const entry = this.#entries.get(executionId);
      if (entry) entry.isTold = true;
    }
    this.#counts.timeoutTriggers += over.length;
    return over.map(({ executionId }) => executionId);
  }

  /** Seconds left, at least 0; undefined for what has no limit. */
  async getRemainingTime(executionId: string): Promise<number | undefined> {
    const info = await this.getTimeoutInfo(executionId);
    return info && Math.max(0, info.remainingSeconds);
  }

  /** Undefined for what has no limit. */
  async getTimeoutInfo(executionId: string): Promise<TimeoutInfo | undefined> {
    const entry = this.#entries.get(executionId);
    const found = entry && (await this.find(executionId));
    if (!entry || !found) return undefined;
    const hasTimedOut = found.state === 'timeout';
    const timeoutAt = entry.startedAt + entry.seconds * 1_000;
    return Object.freeze({
      executionId,
      timeoutSeconds: entry.seconds,
      startedAt: new Date(entry.startedAt),
      timeoutAt: new Date(timeoutAt),
      remainingSeconds: (timeoutAt - this.now()) / 1_000,
      hasTimedOut,
      timeoutReason: hasTimedOut ? 'execution_timeout' : null,
    });
  }

  /** All that have a limit, in the order in which they got it. */
  getAllTimeouts(): Promise<readonly TimeoutInfo[]> {
    return this.#infos();
  }

  /** Those that have timed out and not been cleared. */
  async getExpiredTimeouts(): Promise<readonly TimeoutInfo[]> {
    return (await this.#infos()).filter(({ hasTimedOut }) => hasTimedOut);
  }

  /** Calls back with each one that times out. Returns what ends that. */
  addTimeoutCallback(callback: (info: TimeoutInfo) => unknown): () => void {
    this.#listen();
    return this.#callbacks.add(callback);
  }

  /** Counts. */
  async getTimeoutMetrics() {
    const expired = await this.getExpiredTimeouts();
    return Object.freeze({
      ...this.#counts,
      activeTimeouts: this.#entries.size,
      timedOutExecutions: expired.length,
      isRunning: this.#entries.size > 0,
      checkIntervalSeconds: this.#checkIntervalSeconds,
      timeoutConfig: Object.freeze({ ...this.#agents }),
    });
  }

  /** How the limits are spread. */
  async getTimeoutSummary() {
    return timeoutSummary(await this.#infos());
  }

  /** Counts, and one word for them: healthy, warning, degraded, critical. */
  async getHealthStatus() {
    return timeoutHealth(await this.getTimeoutMetrics(), await this.getExpiredTimeouts());
  }

  /** Calls nobody back any more. */
  async shutdown(): Promise<void> {
    this.#endings?.stop();
  }

  async #apply(executionId: string): Promise<TimeoutInfo> {
    const entry = this.#entries.get(executionId);
    if (entry) {
      const limitMs = Math.max(1, Math.round(entry.seconds * 1_000));
      // at the very instant it is over here, elsewhere only after it
      this.callerLimits.set(executionId, { lastAt: entry.startedAt + limitMs - 1, limitMs });
    }
    const info = await this.getTimeoutInfo(executionId);
    if (!info) throw new ValueError(`Unknown execution ID: ${executionId}`);
    return info;
  }

  async #infos(): Promise<TimeoutInfo[]> {
    const infos: TimeoutInfo[] = [];
    for (const id of this.#entries.keys()) {
      const info = await this.getTimeoutInfo(id);
      if (info) infos.push(info);
    }
    return infos;
  }

  #listen(): void {
    this.#endings ??= new Endings(() => this.tracker, ['timeout']);
    this.#endings.listen(async (id) => {
      const info = await this.getTimeoutInfo(id);
      if (info) await this.#callbacks.call(info);
    });
  }
}
