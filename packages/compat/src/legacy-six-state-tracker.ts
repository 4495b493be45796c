import { randomUUID } from 'node:crypto';
import { ACTIVE_STATES, TERMINAL_STATES, isActive, type Execution } from '@tracker/state';
import { Callbacks } from './legacy-callbacks.js';
import { birthLimits, toMs } from './legacy-birth.js';
import { Endings } from './legacy-endings.js';
import { accepted } from './legacy-errors.js';
import { SideTable } from './legacy-side-table.js';
import { giveSign, signsOf } from './legacy-signs.js';
import {
  toSixStateRecord,
  type SixStateNote,
  type SixStateRecord,
} from './legacy-six-state-record.js';
import { LegacyView } from './legacy-view.js';

/** What `registerExecution` is given; seconds, as ever. */
export interface RegisterInput {
  readonly agentName: string;
  readonly correlationId?: string | null;
  /** Default `unknown`. */
  readonly threadId?: string | null;
  /** Default `unknown`. */
  readonly userId?: string | null;
  /** Default 30. */
  readonly timeoutSeconds?: number;
}

/** What `completeExecution` is given: with an error it ends in `failed`, else the result is the answer. */
export interface SixStateEnd {
  readonly result?: unknown;
  readonly error?: string | null;
}

/** Silence after which a run counts as dead, in milliseconds. */
const HEARTBEAT_TIMEOUT_MS = 10_000;

const DEFAULT_TIMEOUT_SECONDS = 30;
const UNKNOWN = 'unknown';
const KILLED = 'Execution killed manually';

const NOTES = new SideTable<SixStateNote>(() => ({
  correlationId: null,
  timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
  error: null,
  result: undefined,
}));

/**
 * The first tracker, of six states: a view of the one tracker.
 * @deprecated Use `AgentExecutionTracker` of `@tracker/core`.
 */
export class SixStateTracker extends LegacyView {
  readonly #callbacks = new Callbacks<SixStateRecord>();
  #endings: Endings | undefined;

  /** Creates an execution and resolves with its id. Throws `ValueError` for a limit of zero. */
  async registerExecution(input: RegisterInput): Promise<string> {
    const seconds = input.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS;
    const timeoutMs = toMs(seconds, 'timeoutSeconds');
    const id = await this.tracker.createExecution({
      id: randomUUID(),
      agentName: input.agentName,
      threadId: input.threadId ?? UNKNOWN,
      userId: input.userId ?? UNKNOWN,
      limits: birthLimits(timeoutMs, HEARTBEAT_TIMEOUT_MS),
    });
    const note = this.#note(id);
    note.correlationId = input.correlationId ?? null;
    note.timeoutSeconds = seconds;
    this.callerLimits.set(id, { lastAt: this.now() + timeoutMs, limitMs: timeoutMs });
    return id;
  }

  /** Begins the work, which is running from now on. Does nothing for what is unknown or has ended. */
  async startExecution(executionId: string): Promise<void> {
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return;
    await accepted(() => this.tracker.updateExecutionState(executionId, 'running'));
    this.#sign(executionId);
  }

  /** A sign of life: true when it counted, false when the execution is unknown or has ended. */
  async heartbeat(executionId: string): Promise<boolean> {
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return false;
    this.#sign(executionId).heartbeats += 1;
    return true;
  }

  /** Ends an execution. Does nothing for what is unknown or has ended. */
  async completeExecution(executionId: string, end: SixStateEnd = {}): Promise<void> {
    const { result, error } = end;
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return;
    Object.assign(this.#note(executionId), { error: error ?? null, result });
    await accepted(() =>
      error
        ? this.tracker.failExecution(executionId, { error })
        : this.tracker.completeExecution(executionId, { answer: result }),
    );
  }

  /** Stops an execution at once; six states call that failed. */
  async killExecution(executionId: string): Promise<void> {
    const found = await this.find(executionId);
    if (!found) return;
    const reason = { reason: KILLED };
    await accepted(() => this.tracker.updateExecutionState(executionId, 'cancelled', reason));
  }

  /** The execution as it is now; undefined when there is none of this id. */
  async getExecution(executionId: string): Promise<SixStateRecord | undefined> {
    const found = await this.find(executionId);
    return found && this.#draw(found);
  }

  /** Executions that have not ended, oldest first. */
  async getActiveExecutions(): Promise<readonly SixStateRecord[]> {
    return (await this.all({ states: [...ACTIVE_STATES] })).map((each) => this.#draw(each));
  }

  /** Executions that have ended without an answer, oldest first. */
  async getFailedExecutions(): Promise<readonly SixStateRecord[]> {
    const states = TERMINAL_STATES.filter((state) => state !== 'completed');
    return (await this.all({ states })).map((each) => this.#draw(each));
  }

  /** Counts. Nothing gets stuck: what is silent or late for too long has ended when it is counted. */
  async getHealthStatus() {
    const all = await this.all();
    const records = all.map((each) => this.#draw(each));
    return Object.freeze({
      healthy: true,
      totalExecutions: records.length,
      activeExecutions: all.filter(({ state }) => isActive(state)).length,
      failedExecutions: records.filter(({ state }) => FAILED.has(state)).length,
      stuckExecutions: 0,
      monitoringActive: this.#endings?.isListening ?? false,
    });
  }

  /** What is measured of an execution; undefined when there is none of this id. */
  async collectMetrics(executionId: string) {
    const record = await this.getExecution(executionId);
    if (!record) return undefined;
    const { agentName, durationSeconds, state, heartbeatCount, isTimeout, isDead } = record;
    const websocketUpdatesSent = 0;
    return Object.freeze({
      ...{ executionId, agentName, durationSeconds, state, heartbeatCount },
      ...{ websocketUpdatesSent, isTimeout, isDead },
    });
  }

  /** Calls back with each execution that the clocks have ended. Returns what ends that. */
  registerRecoveryCallback(callback: (record: SixStateRecord) => unknown): () => void {
    this.startMonitoring();
    return this.#callbacks.add(callback);
  }

  /** Listens for ends from now on. The clocks themselves are the tracker's and always run. */
  startMonitoring(): void {
    this.#endings ??= new Endings(() => this.tracker, ['timeout', 'dead']);
    this.#endings.listen(async (id) => {
      const record = await this.getExecution(id);
      if (record) await this.#callbacks.call(record);
    });
  }

  /** Calls nobody back any more. */
  stopMonitoring(): void {
    this.#endings?.stop();
  }

  #draw(execution: Execution): SixStateRecord {
    const note = this.#note(execution.id);
    const signs = signsOf(this.tracker, execution.id);
    return toSixStateRecord(execution, { note, signs, now: this.now() });
  }

  #sign(executionId: string) {
    return giveSign(this.tracker, executionId, this.now());
  }

  #note(executionId: string): SixStateNote {
    return NOTES.of(this.tracker, executionId);
  }
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'timeout', 'dead']);
