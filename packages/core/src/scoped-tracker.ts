import type { Execution, ExecutionState, HistoryEvent } from '@tracker/state';
import { isPromised } from './awaitable.js';
import type { Command } from './command.js';
import { parseInput } from './door.js';
import {
  acknowledgeInputSchema,
  cancelInputSchema,
  holdInputSchema,
  watchInputSchema,
  type AcknowledgeInput,
  type CancelInput,
  type HoldInput,
  type HistoryInput,
  type ListInput,
  type WatchInput,
} from './inputs.js';
import { parseName } from './plain-input.js';
import type { LiveExecution } from './live-execution.js';
import type { Metrics } from './metrics.js';
import type { ExecutionRecord } from './record.js';
import { Reader, type ExecutionPage, type FactPage } from './reader.js';
import type { Scope } from './scope.js';
import type { ExecutionStore } from './store.js';
import type { Truth } from './truth.js';
import { watch, type TrackedEvent } from './watch.js';
import type { Changes } from './changes.js';
import type { Writer } from './writer.js';

export interface ScopedParts {
  readonly store: ExecutionStore;
  readonly writer: Writer;
  readonly truth: Truth;
  readonly changes: Changes;
  /** Aborts when the tracker closes. */
  readonly closing: AbortSignal;
}

const NEVER = new AbortController().signal;

/** What can be seen and asked of the executions of one scope. */
export class ScopedTracker {
  readonly #parts: ScopedParts;
  readonly #scope: Scope;
  readonly #reader: Reader;

  constructor(parts: ScopedParts, scope: Scope) {
    this.#parts = parts;
    this.#scope = scope;
    this.#reader = new Reader(parts.store, parts.truth, scope);
  }

  /** The execution as it is now; undefined when the scope has none of this id. */
  getExecution(executionId: string): Promise<Execution | undefined> {
    return this.#reader.get(executionId);
  }

  /** The state as it is now; undefined when the scope has no execution of this id. */
  getExecutionState(executionId: string): Promise<ExecutionState | undefined> {
    return this.#reader.state(executionId);
  }

  /** Executions, newest first, 100 a page unless told otherwise. */
  listExecutions(input?: ListInput): Promise<ExecutionPage> {
    return this.#reader.list(input);
  }

  /** Ended executions whose outcome nobody has acknowledged yet. */
  undelivered(input?: ListInput): Promise<ExecutionPage> {
    return this.#reader.undelivered(input);
  }

  /** Every fact about an execution, in order; empty when the scope has none of this id. */
  history(executionId: string): Promise<readonly HistoryEvent[]> {
    return this.#reader.history(executionId);
  }

  /** The same a page at a time, for whoever passes it on: at most `limit` facts, which is 1 000 by default and at most. */
  historyPage(executionId: string, input?: HistoryInput): Promise<FactPage> {
    return this.#reader.historyPage(executionId, input);
  }

  /**
   * The facts of the scope as they happen, from now on or after a cursor, without gap or duplicate. Ends when the
   * signal aborts or the tracker closes. Throws `cursor_expired` when what follows the cursor is no longer kept.
   */
  watch(input: WatchInput = {}): AsyncGenerator<TrackedEvent, void> {
    const { after, signal } = parseInput(watchInputSchema, input, 'watch');
    const { store, changes, closing } = this.#parts;
    // asked for at once: "from now on" means from this call, however late the first event is taken
    const start = after ?? store.latestCursor();
    const ends = { signal: signal ?? NEVER, closing };
    return watch({ store, changes, scope: this.#scope, ...ends }, start);
  }

  /** Where the feed ends now, whoever the newest fact belongs to; 0 when there is none. Whoever goes on from here misses nothing that follows. */
  latestCursor(): Promise<number> {
    return this.#parts.store.latestCursor();
  }

  /** Says that the user's client has the outcome. Saying it again is harmless. */
  async acknowledge(executionId: string, input: AcknowledgeInput = {}): Promise<void> {
    const { by } = parseInput(acknowledgeInputSchema, input, 'acknowledge');
    await this.perform(executionId, { type: 'acknowledge', by: by ?? null });
  }

  /**
   * Asks for a cancel. What nobody works on yet ends at once; a worker is told by its signal and has the grace
   * period to stop by itself; then the end is forced. Resolves with the state after the request.
   */
  async cancelExecution(executionId: string, input: CancelInput = {}): Promise<ExecutionState> {
    const { reason } = parseInput(cancelInputSchema, input, 'cancelExecution');
    return this.perform(executionId, { type: 'request_cancel', reason: reason ?? null });
  }

  /** Stops the liveness, idle and execution clocks of a running execution until it is resumed or the hold's deadline. */
  async holdExecution(executionId: string, input: HoldInput): Promise<ExecutionState> {
    const { reason, timeoutMs } = parseInput(holdInputSchema, input, 'holdExecution');
    return this.perform(executionId, { type: 'hold', reason, timeoutMs: timeoutMs ?? null });
  }

  /** Ends a hold. */
  resumeExecution(executionId: string): Promise<ExecutionState> {
    return this.perform(executionId, { type: 'resume' });
  }

  /** Counts and rates of the scope. */
  metrics(): Promise<Metrics> {
    return this.#reader.metrics();
  }

  /** Performs a command on an execution of the scope. */
  protected perform(executionId: string, command: Command): Promise<ExecutionState> {
    const driven = this.#parts.writer.driven(executionId);
    return driven
      ? this.#performHere(driven, command)
      : this.#performElsewhere(executionId, command);
  }

  #performHere(driven: LiveExecution, command: Command): Promise<ExecutionState> {
    try {
      const record = this.#parts.writer.performHere(driven, this.#scope, command);
      return isPromised(record) ? record.then(stateOf) : Promise.resolve(record.state);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  async #performElsewhere(executionId: string, command: Command): Promise<ExecutionState> {
    const id = parseName(executionId, command.type);
    return (await this.#parts.writer.perform(this.#scope, id, command)).state;
  }
}

function stateOf({ state }: ExecutionRecord): ExecutionState {
  return state;
}
