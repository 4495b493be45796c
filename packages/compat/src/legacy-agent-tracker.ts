import { randomUUID } from 'node:crypto';
import {
  ExecutionState,
  canEnterPhase,
  describeGiven,
  isActive,
  isEmptyAnswer,
  type AgentExecutionPhase,
  type Execution,
} from '@tracker/state';
import { endAs, type SaidEnd } from './legacy-agent-end.js';
import {
  configOf,
  readPhase,
  readState,
  startingState,
  type AgentCreateInput,
  type FullContextInput,
  type TransitionInput,
} from './legacy-agent-inputs.js';
import { announce, enter, isAfterTheFact } from './legacy-agent-phases.js';
import { LegacyAgentWatch } from './legacy-agent-watch.js';
import { birthLimits, toMs } from './legacy-birth.js';
import { ValueError, accepted } from './legacy-errors.js';
import { giveSign } from './legacy-signs.js';
import { timeoutConfig, type TimeoutConfig } from './legacy-timeout-config.js';

/**
 * The nine-state tracker that came before: a view of the one tracker. It answers in booleans where that rejects, and
 * counts in seconds.
 * @deprecated Use `AgentExecutionTracker` of `@tracker/core`.
 */
export class LegacyAgentTracker extends LegacyAgentWatch {
  /** An id that no execution has yet. */
  createExecutionId(): string {
    return `exec_${randomUUID()}`;
  }

  /** Creates an execution in `pending` and resolves with its id. Throws `TypeError` or `ValueError` for bad input. */
  async createExecution(input: AgentCreateInput): Promise<string> {
    const seconds = input.timeoutSeconds ?? this.executionTimeout;
    return this.#create(input, seconds);
  }

  /** Creates an execution with limits and a breaker of its own. */
  async createExecutionWithFullContext(input: FullContextInput): Promise<string> {
    const { agentName, userContext, timeoutConfig: given, initialState } = input;
    const state = startingState(initialState);
    const { userId = 'unknown', threadId = 'unknown', metadata = {} } = userContext;
    const config = given ? configOf(given) : this.timeoutConfig;
    const id = await this.#create(
      { agentName, userId, threadId, metadata },
      config.agentExecutionTimeout,
    );
    this.note(id).timeoutConfig = config;
    if (state) await this.updateExecutionState(id, state);
    return id;
  }

  /** Begins the work. False unless the execution is `pending`. */
  async startExecution(executionId: string): Promise<boolean> {
    const found = await this.find(executionId);
    if (found?.state !== ExecutionState.PENDING) return false;
    return this.#touch(executionId, () => this.tracker.startExecution(executionId));
  }

  /**
   * Moves an execution to a state, over all steps that lie between. False for what is unknown, has ended, or lies
   * ahead already. Throws `ValueError` for a dictionary and `TypeError` for whatever else is no state.
   */
  async updateExecutionState(
    executionId: string,
    state: ExecutionState,
    said: SaidEnd = {},
  ): Promise<boolean> {
    const to = readState(state);
    const found = await this.find(executionId);
    if (!found) return false;
    if (!isActive(found.state)) return this.#isWhatThePhaseBrought(found, to, said);
    if (to !== found.state && isActive(to)) {
      const moved = await this.#touch(executionId, () =>
        this.tracker.updateExecutionState(executionId, to),
      );
      if (moved) this.#remember(executionId, said);
      return moved;
    }
    this.#remember(executionId, said);
    if (to === found.state) return this.#touch(executionId, async () => undefined);
    return this.#touch(executionId, () =>
      endAs(this.tracker, found, { note: this.note(executionId), to, result: said.result }),
    );
  }

  /** A sign of life: true when it counted. The first one after the start says that it runs. */
  async heartbeat(executionId: string): Promise<boolean> {
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return false;
    if (found.state === ExecutionState.STARTING)
      await this.#touch(executionId, () =>
        this.tracker.updateExecutionState(executionId, 'running'),
      );
    giveSign(this.tracker, executionId, this.now()).heartbeats += 1;
    return true;
  }

  /** Ends an execution with its answer, 0 and false included. False for what is unknown or has ended. */
  async completeExecution(
    executionId: string,
    result?: unknown,
    executionTimeMs?: number,
  ): Promise<boolean> {
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return false;
    if (executionTimeMs) this.note(executionId).metadata['execution_time_ms'] = executionTimeMs;
    return this.updateExecutionState(executionId, ExecutionState.COMPLETED, { result });
  }

  /** Ends an execution that went wrong. False for what is unknown or has ended. */
  async failExecution(
    executionId: string,
    error: string,
    errorContext: Record<string, unknown> = {},
  ): Promise<boolean> {
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return false;
    Object.assign(this.note(executionId).metadata, errorContext);
    return this.updateExecutionState(executionId, ExecutionState.FAILED, { error });
  }

  /**
   * Announces a phase: enters it, tells the user's client, and writes it down. False for what is unknown or has
   * ended, and for a move that the phase table lacks. Throws `TypeError` for what is no phase.
   */
  async transitionState(
    executionId: string,
    phase: AgentExecutionPhase,
    { metadata = {}, websocketManager: notifier }: TransitionInput = {},
  ): Promise<boolean> {
    const to = readPhase(phase);
    const found = await this.find(executionId);
    if (!found || !isActive(found.state)) return false;
    const note = this.note(executionId);
    const now = this.now();
    // whoever announces is alive, also when what is announced can't be
    giveSign(this.tracker, executionId, now);
    const isPast = isAfterTheFact(found, note, to);
    if (!isPast && !(await enter(this.tracker, found, { phase: to, metadata }))) return false;
    note.touchedAt = now;
    await announce(found, note, { phase: to, metadata, notifier, now });
    return true;
  }

  /** Whether the phase table has the move; from nowhere one can only be created. */
  validateStateTransition(from: AgentExecutionPhase | undefined, to: AgentExecutionPhase): boolean {
    return from === undefined ? to === 'created' : canEnterPhase(from, to);
  }

  /** Sets counts and merges metadata; whatever else is in it is ignored. False when there is none of this id. */
  async setAgentState(
    executionId: string,
    updates: {
      readonly warningCount?: number;
      readonly errorCount?: number;
      readonly metadata?: Record<string, unknown>;
    },
  ): Promise<boolean> {
    if (!(await this.find(executionId))) return false;
    const note = this.note(executionId);
    note.warningCount = updates.warningCount ?? note.warningCount;
    note.errorCount = updates.errorCount ?? note.errorCount;
    Object.assign(note.metadata, updates.metadata);
    note.touchedAt = this.now();
    return true;
  }

  /** True once for an execution that has ended. What is recorded of it stays, as long as its store keeps it. */
  async cleanupState(executionId: string): Promise<boolean> {
    const found = await this.find(executionId);
    const note = this.note(executionId);
    if (!found || isActive(found.state) || note.isCleanedUp) return false;
    note.isCleanedUp = true;
    return true;
  }

  /**
   * Sets limit and breaker of an execution. A limit counts from the creation and can only be what it was or shorter.
   * False when there is none of this id; throws `TypeError` for what is no configuration.
   */
  async setTimeout(executionId: string, config: Partial<TimeoutConfig>): Promise<boolean> {
    if (typeof config !== 'object' || config === null)
      throw new TypeError(`Expected a TimeoutConfig, got ${describeGiven(config)}`);
    const found = await this.find(executionId);
    if (!found) return false;
    const note = this.note(executionId);
    const whole = timeoutConfig(config);
    const limitMs = toMs(whole.agentExecutionTimeout, 'agentExecutionTimeout');
    note.timeoutConfig = whole;
    note.timeoutSeconds = whole.agentExecutionTimeout;
    note.touchedAt = this.now();
    this.callerLimits.set(executionId, { lastAt: found.createdAt + limitMs, limitMs });
    return true;
  }

  /** Closes the breaker of an execution. False when there is none of this id. */
  async resetCircuitBreaker(executionId: string): Promise<boolean> {
    if (!(await this.find(executionId))) return false;
    this.note(executionId).breaker.reset();
    return true;
  }

  /** The same as `resetCircuitBreaker`. */
  registerCircuitBreaker(executionId: string): Promise<boolean> {
    return this.resetCircuitBreaker(executionId);
  }

  /** Calls through the execution's breaker. Throws `ValueError` for an unknown id, and what the breaker throws. */
  async executeWithCircuitBreaker<Result>(
    executionId: string,
    act: () => Result | Promise<Result>,
    operationName = 'operation',
  ): Promise<Result> {
    const found = await this.find(executionId);
    if (!found) throw new ValueError(`Unknown execution ID: ${executionId}`);
    const config = this.configOf(executionId);
    const given = { clock: this.clock, config, operation: operationName };
    return this.note(executionId).breaker.call(act, given);
  }

  async #create(input: AgentCreateInput, seconds: number): Promise<string> {
    const timeoutMs = toMs(seconds, 'timeoutSeconds');
    const livenessMs = toMs(this.heartbeatTimeout, 'heartbeatTimeout');
    const { agentName, threadId, userId, metadata } = input;
    for (const [name, given] of Object.entries({ agentName, threadId, userId })) {
      if (typeof given !== 'string')
        throw new TypeError(`createExecution: ${name} is a string, got ${describeGiven(given)}`);
    }
    const id = await this.tracker.createExecution({
      ...{ id: this.createExecutionId(), agentName, threadId, userId },
      limits: birthLimits(timeoutMs, livenessMs),
      metadata: metadata ?? {},
    });
    this.note(id).timeoutSeconds = seconds;
    this.callerLimits.set(id, { lastAt: this.now() + timeoutMs, limitMs: timeoutMs });
    return id;
  }

  /** After an accepted act, which is a sign of life too. */
  async #touch(executionId: string, act: () => Promise<unknown>): Promise<boolean> {
    giveSign(this.tracker, executionId, this.now());
    if (!(await accepted(act))) return false;
    this.note(executionId).touchedAt = this.now();
    return true;
  }

  #remember(executionId: string, { error, result }: SaidEnd): void {
    const note = this.note(executionId);
    if (error) note.error = error;
    if (!isEmptyAnswer(result)) note.result = result;
  }

  /** Older code announces a phase that ends, and then says the end once more. */
  #isWhatThePhaseBrought({ id, state }: Execution, to: ExecutionState, said: SaidEnd): boolean {
    const note = this.note(id);
    if (note.endedByPhase !== to || state !== to) return false;
    note.endedByPhase = undefined;
    this.#remember(id, said);
    return true;
  }
}
