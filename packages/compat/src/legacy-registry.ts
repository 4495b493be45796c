import { randomUUID } from 'node:crypto';
import { isActive, type Execution, type ExecutionLimits } from '@tracker/state';
import { toMs } from './legacy-birth.js';
import { ValueError, accepted } from './legacy-errors.js';
import { registryHealth, registryMetrics } from './legacy-registry-counts.js';
import { REGISTRY_MOVES } from './legacy-registry-moves.js';
import {
  REGISTRY_NOTES,
  registryStateOf,
  toRegistryRecord,
  type RegistryNote,
  type RegistryRecord,
} from './legacy-registry-record.js';
import { LEGACY_REGISTRY_STATES, RegistryState } from './legacy-registry-states.js';
import { readProgress, remember, type RegistryUpdate } from './legacy-registry-update.js';
import { giveSign } from './legacy-signs.js';
import { LegacyView } from './legacy-view.js';

const DAY_MS = 86_400_000;

/** The registry let runs go on for ever. Here they have a day, and are dead when they are silent for five minutes. */
const LIMITS: Partial<ExecutionLimits> = {
  startTimeoutMs: DAY_MS,
  executionTimeoutMs: DAY_MS,
  idleTimeoutMs: DAY_MS,
  livenessTimeoutMs: 300_000,
};

const AT_WORK: readonly RegistryState[] = ['RUNNING', 'INITIALIZING', 'RECOVERING'];
const EXPIRABLE: readonly RegistryState[] = ['SUCCESS', 'FAILED', 'ABORTED'];

/** A run: its first attempt, and the one it has come to. */
interface Run {
  readonly first: Execution;
  readonly current: Execution;
  readonly note: RegistryNote;
}

/**
 * The registry of eight states: a view of the one tracker. It keeps to its own table of moves; going on after an end
 * is another attempt, which is an execution of its own and linked to the one before.
 * @deprecated Use `AgentExecutionTracker` of `@tracker/core`.
 */
export class LegacyRegistry extends LegacyView {
  /** Registers a run. Throws `ValueError` unless it has an id and an agent. */
  async registerExecution(
    runId: string,
    agentName: string,
    context: Record<string, unknown> = {},
  ): Promise<RegistryRecord> {
    if (!runId || !agentName) throw new ValueError('run_id and agent_name are required');
    const id = await this.tracker.createExecution({
      id: randomUUID(),
      ...{ agentName, runId, limits: LIMITS, metadata: context },
      userId: nameOr('unknown', context['user_id'] ?? context['userId']),
      threadId: nameOr('unknown', context['thread_id'] ?? context['threadId']),
    });
    return this.#require(id);
  }

  /**
   * Moves a run. True when it is there or gets there, false for an unknown id and for what has ended for good.
   * Throws `ValueError` for a move that the registry's table lacks and `ValidationError` for progress that is none,
   * both before anything changes.
   */
  async updateExecutionState(
    executionId: string,
    state: RegistryState,
    said: RegistryUpdate = {},
  ): Promise<boolean> {
    const run = await this.#run(executionId);
    if (!run) return false;
    const from = registryStateOf(run.current);
    if (!isMove(from, state)) {
      throw new ValueError(
        `Invalid state transition for ${executionId}: ${from} -> ${String(state)}. Allowed: ${REGISTRY_MOVES[from].join(', ')}.`,
        { details: { executionId, from, to: state, allowed: REGISTRY_MOVES[from] } },
      );
    }
    readProgress(said.progress);
    if (state !== from && !(await this.#move(run, state, said))) return false;
    remember(run.note, said);
    run.note.updatedAt = this.now();
    if (state === RegistryState.TIMEOUT) run.note.isTimeoutTold = true;
    if (state === RegistryState.RUNNING) run.note.heartbeatAt = this.now();
    giveSign(this.tracker, run.note.current ?? executionId, this.now());
    return true;
  }

  /** The run as it is now; undefined when there is none of this id. */
  async getExecution(executionId: string): Promise<RegistryRecord | undefined> {
    const run = await this.#run(executionId);
    return run && draw(run);
  }

  /** Runs that have not ended, oldest first. */
  async getActiveExecutions(): Promise<readonly RegistryRecord[]> {
    return this.#records(({ current }) => isActive(current.state));
  }

  /** Runs of an agent, oldest first. */
  async getExecutionsByAgent(agentName: string): Promise<readonly RegistryRecord[]> {
    return this.#records(({ first }) => first.agentName === agentName);
  }

  /** Runs of a run id, oldest first. */
  async getExecutionsByRunId(runId: string): Promise<readonly RegistryRecord[]> {
    return this.#records(({ first }) => first.runId === runId);
  }

  /** A sign of life. False for an unknown id and for what has ended. */
  async updateHeartbeat(executionId: string): Promise<boolean> {
    const run = await this.#run(executionId);
    if (!run || !isActive(run.current.state)) return false;
    const now = this.now();
    giveSign(this.tracker, run.current.id, now);
    run.note.heartbeatAt = now;
    run.note.updatedAt = now;
    return true;
  }

  /** Gives a run so many seconds from now, after which it ends in `TIMEOUT`. False for an unknown id. */
  async setExecutionTimeout(executionId: string, seconds: number): Promise<boolean> {
    const limitMs = toMs(seconds, 'seconds');
    const run = await this.#run(executionId);
    if (!run) return false;
    const timeoutAt = this.now() + limitMs;
    run.note.timeoutAt = timeoutAt;
    run.note.updatedAt = this.now();
    this.callerLimits.set(run.current.id, { lastAt: timeoutAt, limitMs });
    return true;
  }

  /** Runs whose time has run out, until somebody says so. */
  async getTimedOutExecutions(): Promise<readonly RegistryRecord[]> {
    return this.#records(
      ({ current, note }) =>
        current.state === 'timeout' && note.timeoutAt !== null && !note.isTimeoutTold,
    );
  }

  /** Runs at work of which nothing has been heard for so many seconds. */
  async getStaleExecutions(seconds = 300): Promise<readonly RegistryRecord[]> {
    const before = this.now() - seconds * 1_000;
    const records = await this.#records(() => true);
    return records.filter(
      ({ state, updatedAt }) => AT_WORK.includes(state) && updatedAt.getTime() < before,
    );
  }

  /** Counts the runs that ended more than so many hours ago, each once. What is recorded of them stays. */
  async cleanupExpiredExecutions(hours = 24): Promise<number> {
    const before = this.now() - hours * 3_600_000;
    let count = 0;
    for (const run of await this.#runs()) {
      const { state, updatedAt } = draw(run);
      if (run.note.isExpired || !EXPIRABLE.includes(state) || updatedAt.getTime() >= before)
        continue;
      run.note.isExpired = true;
      count += 1;
    }
    return count;
  }

  /** Counts of runs and attempts. Each end is counted once. */
  async getExecutionMetrics() {
    return registryMetrics(await this.all());
  }

  /** How the runs fare. */
  async getHealthStatus() {
    const stale = await this.getStaleExecutions();
    const metrics = await this.getExecutionMetrics();
    return registryHealth(await this.#records(() => true), stale.length, metrics);
  }

  /** The number of runs. */
  async count(): Promise<number> {
    return (await this.#runs()).length;
  }

  async #move({ first, current, note }: Run, to: RegistryState, said: RegistryUpdate) {
    const { tracker } = this;
    const { id } = current;
    const error = said.error === undefined ? {} : { error: String(said.error) };
    if (to === RegistryState.RECOVERING) return this.#retry({ first, current, note });
    const { state } = LEGACY_REGISTRY_STATES.to(to);
    switch (state) {
      case 'completed':
        return accepted(() => tracker.completeExecution(id, { answer: said.result }));
      case 'failed':
        return accepted(() => tracker.failExecution(id, error));
      case 'timeout': {
        const limitMs = current.limits.executionTimeoutMs;
        const input = { operation: 'execution', limitMs };
        return accepted(() => tracker.updateExecutionState(id, state, input));
      }
      case 'cancelled':
        return accepted(() => tracker.updateExecutionState(id, state, {}));
      default:
        return accepted(() => tracker.updateExecutionState(id, state as 'running'));
    }
  }

  /** Ends the attempt there is, if it has not ended, and begins the next. */
  async #retry({ first, current, note }: Run): Promise<boolean> {
    const { agentName, runId, userId, threadId } = first;
    if (isActive(current.state)) {
      await accepted(() =>
        this.tracker.failExecution(current.id, { error: 'given up for another attempt' }),
      );
    }
    const next = await this.tracker.createExecution({
      id: randomUUID(),
      ...{ agentName, runId, userId, threadId, limits: LIMITS },
      metadata: first.metadata,
      retryOf: current.id,
    });
    this.#handOver(note, next);
    return accepted(() => this.tracker.startExecution(next));
  }

  /** The next attempt stands for the run; it has the rest of the run's time, or no such limit once that is over. */
  #handOver(note: RegistryNote, next: string): void {
    const limitMs = (note.timeoutAt ?? 0) - this.now();
    if (note.timeoutAt !== null && limitMs > 0)
      this.callerLimits.set(next, { lastAt: note.timeoutAt, limitMs });
    else note.timeoutAt = null;
    note.isTimeoutTold = false;
    note.current = next;
  }

  async #run(executionId: string): Promise<Run | undefined> {
    const first = await this.find(executionId);
    if (!first) return undefined;
    const note = REGISTRY_NOTES.of(this.tracker, executionId);
    const current = note.current === undefined ? first : await this.find(note.current);
    return { first, current: current ?? first, note };
  }

  async #runs(): Promise<readonly Run[]> {
    const all = await this.all();
    const byId = new Map(all.map((each) => [each.id, each]));
    return all
      .filter(({ retryOf }) => retryOf === null || !byId.has(retryOf))
      .map((first): Run => {
        const note = REGISTRY_NOTES.of(this.tracker, first.id);
        return { first, current: byId.get(note.current ?? first.id) ?? first, note };
      });
  }

  async #records(wanted: (run: Run) => boolean): Promise<readonly RegistryRecord[]> {
    return (await this.#runs()).filter(wanted).map(draw);
  }

  async #require(executionId: string): Promise<RegistryRecord> {
    const record = await this.getExecution(executionId);
    if (!record) throw new ValueError(`Unknown execution ID: ${executionId}`);
    return record;
  }
}

function draw({ first, current, note }: Run): RegistryRecord {
  return toRegistryRecord(first, current, note);
}

function isMove(from: RegistryState, to: unknown): boolean {
  return (REGISTRY_MOVES[from] as readonly unknown[]).includes(to);
}

function nameOr(otherwise: string, given: unknown): string {
  return typeof given === 'string' && given !== '' ? given : otherwise;
}
