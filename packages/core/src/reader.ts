import {
  ACTIVE_STATES,
  TrackerError,
  TrackerErrorCode,
  isTerminal,
  type Execution,
  type ExecutionState,
  type HistoryEvent,
} from '@tracker/state';
import { isPromised } from './awaitable.js';
import { deepFreeze } from './deep-freeze.js';
import { parseInput } from './door.js';
import {
  HISTORY_PAGE,
  historyInputSchema,
  listInputSchema,
  type HistoryInput,
  type ListInput,
} from './inputs.js';
import { parseName } from './plain-input.js';
import { toMetrics, type Metrics } from './metrics.js';
import type { Scope } from './scope.js';
import type { ExecutionRecord } from './record.js';
import type { ExecutionStore, HistoryPage, ListQuery, StoredExecution } from './store.js';
import type { Truth } from './truth.js';
import { seenFrom } from './user-eyes.js';
import { toExecution } from './view.js';

/** Due executions that are settled at once before counting. */
const DUE_PAGE = 256;

/** Pages looked through before counting; with more than that overdue, the counts lag a little. */
const MAX_ROUNDS = 256;

/** Some executions of a scope, newest first. */
export interface ExecutionPage {
  readonly executions: readonly Execution[];
  /** To be given as `after` for the next page; undefined when this is the last one. A page may hold less than its limit. */
  readonly next: string | undefined;
}

/** Some facts of a history, in order. */
export interface FactPage {
  readonly events: readonly HistoryEvent[];
  /** To be given as `after` for the next page; undefined when this is the last one. */
  readonly next: number | undefined;
}

/** Reads one scope. What it returns is true at the moment of reading, whether or not a sweeper has been by. */
export class Reader {
  readonly #store: ExecutionStore;
  readonly #truth: Truth;
  readonly #scope: Scope;

  constructor(store: ExecutionStore, truth: Truth, scope: Scope) {
    this.#store = store;
    this.#truth = truth;
    this.#scope = scope;
  }

  async get(executionId: string): Promise<Execution | undefined> {
    const id = parseName(executionId, 'getExecution');
    const record = await this.#truth.read(this.#scope, id);
    return record && this.#view(record);
  }

  async state(executionId: string): Promise<ExecutionState | undefined> {
    const id = parseName(executionId, 'getExecutionState');
    const found = this.#truth.read(this.#scope, id);
    // what is there is not waited for: nothing is asked for more often
    return (isPromised(found) ? await found : found)?.state;
  }

  async list(input: ListInput = {}): Promise<ExecutionPage> {
    const { states, ...query } = parseInput(listInputSchema, input, 'listExecutions');
    // what is stored as active may be over, so the states are compared after the clocks had their say
    const stored = states && [...new Set([...states, ...ACTIVE_STATES])];
    return this.#page(stored ? { ...query, states: stored } : query, (execution) =>
      states ? states.includes(execution.state) : true,
    );
  }

  async undelivered(input: ListInput = {}): Promise<ExecutionPage> {
    const { states, ...query } = parseInput(listInputSchema, input, 'undelivered');
    return this.#page(
      { ...query, unacknowledged: true },
      ({ state }) => isTerminal(state) && (states?.includes(state) ?? true),
    );
  }

  /** The whole history; empty when the scope has no such execution. */
  async history(executionId: string): Promise<readonly HistoryEvent[]> {
    const id = await this.#upToDate(executionId);
    const history: HistoryEvent[] = [];
    for (let after: number | undefined = 0; after !== undefined; ) {
      const { events, next } = await this.#facts(id, { afterSeq: after, limit: HISTORY_PAGE });
      history.push(...events);
      after = next;
    }
    return history;
  }

  async historyPage(executionId: string, input: HistoryInput = {}): Promise<FactPage> {
    const { after: afterSeq, limit } = parseInput(historyInputSchema, input, 'historyPage');
    return this.#facts(await this.#upToDate(executionId), { afterSeq, limit });
  }

  /** The id of an execution whose history has what the clocks have brought. */
  async #upToDate(executionId: string): Promise<string> {
    const id = parseName(executionId, 'history');
    await this.#truth.read(this.#scope, id);
    return id;
  }

  async #facts(id: string, page: HistoryPage): Promise<FactPage> {
    const stored = await this.#store.history(this.#scope, id, page);
    const events = stored.map((event) => seenFrom(this.#scope, deepFreeze(event)));
    return { events, next: events.length === page.limit ? events.at(-1)?.seq : undefined };
  }

  /** Counts after the clocks had their say, so that nothing that is over counts as active. */
  async metrics(): Promise<Metrics> {
    await ('userId' in this.#scope ? this.#settleOwn() : this.#settleAll());
    return toMetrics(await this.#store.counts(this.#scope));
  }

  #view(record: ExecutionRecord): Execution {
    return seenFrom(this.#scope, toExecution(record));
  }

  async #settleAll(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const due = await this.#store.due(DUE_PAGE);
      await Promise.all(due.map((stored) => this.#ifKept(stored)));
      if (due.length < DUE_PAGE && !this.#store.hasMoreDue) return;
    }
  }

  async #settleOwn(): Promise<void> {
    const query = { states: ACTIVE_STATES, limit: 1_000 };
    for (let after: string | undefined, round = 0; round < MAX_ROUNDS; round++) {
      const page = await this.#store.list(this.#scope, after ? { ...query, after } : query);
      await Promise.all(page.map((stored) => this.#ifKept(stored)));
      if (page.length < query.limit) return;
      after = page.at(-1)?.record.id;
    }
  }

  /** Undefined for one that the store has let go of since it was found. */
  async #ifKept(stored: StoredExecution): Promise<ExecutionRecord | undefined> {
    try {
      return await this.#truth.of(stored);
    } catch (error) {
      if (TrackerError.is(error, TrackerErrorCode.NOT_FOUND)) return undefined;
      throw error;
    }
  }

  async #page(query: ListQuery, wanted: (execution: Execution) => boolean): Promise<ExecutionPage> {
    const stored = await this.#store.list(this.#scope, query);
    const found = await Promise.all(stored.map((one) => this.#ifKept(one)));
    const records = found.filter((record) => record !== undefined);
    return {
      executions: records.map((record) => this.#view(record)).filter(wanted),
      next: stored.length === query.limit ? stored.at(-1)?.record.id : undefined,
    };
  }
}
