import {
  TrackerError,
  TrackerErrorCode,
  isActive,
  parseAgentExecutionPhase,
  parseExecutionState,
  type ActiveState,
  type AgentExecutionPhase,
  type ExecutionState,
} from '@tracker/state';
import { isPromised, promised } from './awaitable.js';
import type { Disposable } from './clock.js';
import type { Command, Ending } from './command.js';
import type { BreakerStatus } from './dependency.js';
import { parseInput } from './door.js';
import { DrivenExecution } from './driven-execution.js';
import { callerCancel, callerTimeout, completion, failure } from './end-input.js';
import {
  agentSchema,
  workInputSchema,
  type CancelInput,
  type CompleteInput,
  type CreateInput,
  type FailInput,
  type ProgressInput,
  type RunInput,
  type TimeoutInput,
  type WorkInput,
} from './inputs.js';
import { parseName, parseProgressInput } from './plain-input.js';
import type { TrackerMetrics } from './metrics.js';
import { outlookOf, type Outlook } from './outlook.js';
import type { RunOutcome } from './run-outcome.js';
import type { Agent } from './runner.js';
import { OPERATOR_SCOPE } from './scope.js';
import { ScopedTracker } from './scoped-tracker.js';
import { sleep } from './sleep.js';
import { assemble, type TrackerParts } from './tracker-parts.js';
import type { TrackerOptions } from './tracker-options.js';
import { UserTracker } from './user-tracker.js';
import { Worker } from './worker.js';

/** What each state a caller may name needs to be told besides. */
interface StateInputs {
  completed: CompleteInput;
  failed: FailInput;
  cancelled: CancelInput;
  timeout: TimeoutInput;
}

/**
 * The only writer of execution state. Trusted code holds it: it reaches every user's executions by id. Whatever
 * acts for a user gets `forUser(userId)` instead.
 */
export class AgentExecutionTracker extends ScopedTracker {
  readonly #parts: TrackerParts;
  readonly #closing: AbortController;
  /** Aborts when the tracker begins to close. */
  readonly #retiring = new AbortController();
  readonly #subscription: Disposable;
  #opening: Promise<void> | undefined;
  #opened = false;
  #closed: Promise<void> | undefined;

  constructor(options: TrackerOptions = {}) {
    const parts = assemble(options);
    const closing = new AbortController();
    super({ ...parts, closing: closing.signal }, OPERATOR_SCOPE);
    this.#parts = parts;
    this.#closing = closing;
    this.#subscription = parts.store.subscribe((id, version, userId) => {
      this.#hear(id, version, userId);
    });
    parts.pulse.start();
    parts.sweeper.start();
  }

  /**
   * Runs an agent and resolves with how it ended. Never rejects for the agent's sake and never leaves the execution
   * active: a throw, a hang, an abandoned promise and an empty answer each end in a named state with words for the
   * user. Rejects only when the execution could not be created, or its store is gone so that no end can be written.
   */
  async run(input: RunInput, agent: Agent): Promise<RunOutcome> {
    if (!this.#opened) await this.#open();
    parseInput(agentSchema, agent, 'run');
    const birth = await this.#parts.births.forRun(input);
    if (this.#closed) throw closed();
    return this.#parts.runner.run(birth, agent);
  }

  /** Creates an execution in `pending` and resolves with its id. */
  async createExecution(input: CreateInput): Promise<string> {
    if (!this.#opened) await this.#open();
    const found = this.#parts.births.forCreate(input);
    // what is there at once is not waited for: this is done for every execution
    const birth = isPromised(found) ? await found : found;
    try {
      const written = this.#parts.writer.create(birth, []);
      return (isPromised(written) ? await written : written).id;
    } catch (error) {
      if (input.key === undefined || !TrackerError.is(error, TrackerErrorCode.DUPLICATE_ID))
        throw error;
      return birth.executionId;
    }
  }

  /**
   * Runs an agent for an execution that was created with liveness `process` and is still pending; everything else is
   * as with `run`. Of several trackers one gets it; for the others it rejects with `not_applicable`.
   */
  async runExecution(executionId: string, agent: Agent): Promise<RunOutcome> {
    if (!this.#opened) await this.#open();
    parseInput(agentSchema, agent, 'runExecution');
    return this.#parts.runner.take(parseName(executionId, 'runExecution'), agent);
  }

  /**
   * Takes on pending executions of an agent, oldest first, and runs them, until the signal aborts or the tracker
   * closes; resolves when what was under way has ended. As many trackers and processes as you like may work for an
   * agent: each execution is run once.
   */
  async work(input: WorkInput, agent: Agent): Promise<void> {
    if (!this.#opened) await this.#open();
    const { agentName, concurrency, signal } = parseInput(workInputSchema, input, 'work');
    parseInput(agentSchema, agent, 'work');
    const retiring = this.#retiring.signal;
    const until = signal ? AbortSignal.any([signal, retiring]) : retiring;
    await new Worker(this.#parts, { agentName, concurrency, agent }).work(until);
  }

  /** Begins the work on a pending execution: this tracker drives it from now on. */
  startExecution(executionId: string): Promise<ExecutionState> {
    return this.#drive(executionId, this.#advance('starting'));
  }

  /**
   * Moves an execution on to a state, over all steps that lie between, in one commit. `completed` needs the answer
   * and `timeout` the limit that ran out. Rejects for what is no state before anything changes.
   */
  updateExecutionState(executionId: string, state: ActiveState): Promise<ExecutionState>;
  updateExecutionState<S extends keyof StateInputs>(
    executionId: string,
    state: S,
    input: StateInputs[S],
  ): Promise<ExecutionState>;
  updateExecutionState(
    executionId: string,
    state: ExecutionState,
    input?: unknown,
  ): Promise<ExecutionState> {
    return promised(() => {
      const to = parseExecutionState(state);
      return isActive(to)
        ? this.#drive(executionId, this.#advance(to))
        : this.perform(executionId, { type: 'end', ending: this.#endingFor(to, input) });
    });
  }

  /** Enters a phase, and with it the state it refines. */
  enterPhase(executionId: string, phase: AgentExecutionPhase): Promise<ExecutionState> {
    const { owner } = this.#parts;
    return promised(() => {
      const entered = parseAgentExecutionPhase(phase);
      return this.#drive(executionId, { type: 'enter_phase', phase: entered, owner });
    });
  }

  /** Records progress that others should see: a note, a percentage, or both. */
  async reportProgress(executionId: string, input: ProgressInput): Promise<void> {
    const { note, percent } = parseProgressInput(input);
    await this.perform(executionId, {
      type: 'progress',
      note: note ?? null,
      percent: percent ?? null,
    });
  }

  /**
   * A sign of life, at the cost of a number. True when it counted. False when this tracker does not drive such an
   * execution, or it has ended: stop working on it. A heartbeat is no progress.
   */
  heartbeat(executionId: string): boolean {
    const live = this.#parts.live.get(executionId);
    return live !== undefined && this.#parts.writer.sign(live) !== undefined;
  }

  /** Progress, such as a token that came in, at the cost of a number; a sign of life too. Returns as `heartbeat` does. */
  progress(executionId: string): boolean {
    const live = this.#parts.live.get(executionId);
    if (!live) return false;
    const now = this.#parts.writer.sign(live);
    if (now === undefined) return false;
    live.progressAt = now;
    return true;
  }

  /**
   * The execution of that id, to give its signs by and to hear when to stop; undefined when this tracker does not
   * drive it.
   */
  driven(executionId: string): DrivenExecution | undefined {
    const live = this.#parts.live.get(executionId);
    return live && new DrivenExecution(live, this.#parts);
  }

  /** Ends an execution with its answer, or with word that a tool has delivered it. An empty answer ends in `failed`. */
  completeExecution(executionId: string, input: CompleteInput): Promise<ExecutionState> {
    return this.updateExecutionState(executionId, 'completed', input);
  }

  /** Ends an execution that went wrong. */
  failExecution(executionId: string, input: FailInput = {}): Promise<ExecutionState> {
    return this.updateExecutionState(executionId, 'failed', input);
  }

  /** The worker's answer to a cancel request: it has stopped, and the execution ends. */
  acknowledgeCancel(executionId: string): Promise<ExecutionState> {
    return this.perform(executionId, { type: 'acknowledge_cancel' });
  }

  /** Everything for one user, and for nobody else. */
  forUser(userId: string): UserTracker {
    const parts = { ...this.#parts, closing: this.#closing.signal };
    return new UserTracker(parts, this, parseName(userId, 'forUser'));
  }

  /** Why an execution is where it is: which clocks run, and what was last heard. Undefined when there is none of this id. */
  async outlook(executionId: string): Promise<Outlook | undefined> {
    const id = parseName(executionId, 'outlook');
    const { store, truth } = this.#parts;
    await truth.read(OPERATOR_SCOPE, id);
    const stored = await store.read(OPERATOR_SCOPE, id);
    return stored && outlookOf(stored, store.now());
  }

  /** Counts and rates of all executions, and the condition of this tracker. */
  async getMetrics(): Promise<TrackerMetrics> {
    const { live, sweeper, vigil } = this.#parts;
    return {
      ...(await this.metrics()),
      live: live.size,
      sweeper: sweeper.counts,
      longestSleepMs: vigil.longestMs,
      breakers: this.breakers(),
    };
  }

  /** The circuit breakers of this tracker's dependencies. */
  breakers(): readonly BreakerStatus[] {
    return this.#parts.dependencies.statuses();
  }

  /** The same of every process on this store: of the others, what they stored when a breaker last opened or closed. */
  async allBreakers(): Promise<readonly BreakerStatus[]> {
    const { store, dependencies } = this.#parts;
    return dependencies.statusesWith(await store.loadBreakers());
  }

  /** Closes the breaker of a dependency by hand. */
  resetBreaker(dependency: string): void {
    this.#parts.dependencies.get(dependency).reset();
  }

  /** Makes permanent now what the clocks have decided. The tracker does so by itself all the time. */
  async sweep(): Promise<void> {
    await this.#parts.sweeper.sweep();
  }

  /**
   * Waits for runs to end, cancels those that take longer than the drain time, and lets go of everything.
   * Closing twice is harmless. A store that was given stays open.
   */
  close(): Promise<void> {
    this.#opened = false;
    return (this.#closed ??= this.#close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    const { runner, sweeper, pulse, store, ownsStore } = this.#parts;
    this.#retiring.abort();
    const drained = new AbortController();
    const idle = runner.idle().then(() => drained.abort());
    await sleep(this.#parts.clock, this.#parts.drainTimeoutMs, drained.signal);
    if (!drained.signal.aborted) await runner.cancelAll('the service is shutting down');
    await idle;
    this.#closing.abort();
    this.#subscription.dispose();
    await this.#opening?.catch(() => undefined);
    await sweeper.stop();
    await pulse.stop();
    if (ownsStore) await store.close();
  }

  async #open(): Promise<void> {
    if (this.#closed) throw closed();
    await (this.#opening ??= this.#start().catch((error: unknown) => {
      this.#opening = undefined; // the next call tries again
      throw error;
    }));
    if (this.#closed) throw closed();
  }

  async #start(): Promise<void> {
    const { store, owner, live, pulse, dependencies, vigil } = this.#parts;
    const { sleptSince } = vigil;
    const lease = await store.openLease({ owner, signsOf: (id) => live.get(id), sleptSince });
    dependencies.restore(await store.loadBreakers());
    pulse.keep(lease);
    this.#opened = this.#closed === undefined;
  }

  #advance(to: ActiveState): Command {
    return { type: 'advance', to, owner: this.#parts.owner };
  }

  /** Performs a command after which, if the work has begun, this tracker drives the execution. */
  #drive(executionId: string, command: Command): Promise<ExecutionState> {
    const driven = this.#opened && this.#parts.writer.driven(executionId);
    return driven ? this.perform(executionId, command) : this.#takeOn(executionId, command);
  }

  async #takeOn(executionId: string, command: Command): Promise<ExecutionState> {
    if (!this.#opened) await this.#open();
    const { live, writer, pulse } = this.#parts;
    const id = parseName(executionId, command.type);
    live.expect(id);
    try {
      const written = writer.perform(OPERATOR_SCOPE, id, command);
      // not waited for when it is there: every execution begins this way
      const record = isPromised(written) ? await written : written;
      if (record.owner === this.#parts.owner) writer.adopt(record);
      pulse.quicken(record.limits);
      return record.state;
    } finally {
      live.endArrival(id);
    }
  }

  #endingFor(to: ExecutionState, input: unknown): Ending {
    const { userMessage, store } = this.#parts;
    switch (to) {
      case 'completed':
        return completion(input as CompleteInput, userMessage);
      case 'failed':
        return failure((input ?? {}) as FailInput, userMessage);
      case 'timeout':
        return callerTimeout(input as TimeoutInput, userMessage);
      case 'cancelled':
        return callerCancel((input ?? {}) as CancelInput, store.now(), userMessage);
      default:
        throw notForCallers(to);
    }
  }

  #hear(executionId: string, version: number, userId: string): void {
    this.#parts.changes.announce(userId);
    this.#parts.writer.hear(executionId, version);
  }
}

function closed(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CLOSED,
    message: 'This tracker is closed or closing; it takes on nothing new.',
  });
}

function notForCallers(to: ExecutionState): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message: `"${to}" is the tracker's own verdict on silence; a caller that gives up calls failExecution.`,
    details: { to },
  });
}
