import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Changes } from './changes.js';
import type { Clock } from './clock.js';
import type { Logger } from './logger.js';
import type { Agent, Runner } from './runner.js';
import { OPERATOR_SCOPE } from './scope.js';
import { sleep } from './sleep.js';
import type { ExecutionStore, ListQuery, StoredExecution } from './store.js';

/** Pending executions read at once. */
const PAGE = 64;

/** Pages looked through for one that is for workers; those behind have their turn when these have ended. */
const MAX_PAGES = 16;

/** How long a place rests after a failure, in milliseconds. */
const REST_MS = 1_000;

/** What others may do to an execution between the look at it and the claim. */
const OVERTAKEN: readonly string[] = [
  TrackerErrorCode.NOT_APPLICABLE,
  TrackerErrorCode.ALREADY_ENDED,
  TrackerErrorCode.NOT_FOUND,
];

export interface WorkerParts {
  readonly store: ExecutionStore;
  readonly changes: Changes;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
}

/** What a worker works on. */
export interface Job {
  readonly agentName: string;
  readonly concurrency: number;
  readonly agent: Agent;
}

/** Takes on the pending executions of an agent and runs them, a number at once. */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #job: Job;
  readonly #running = new Map<string, Promise<void>>();

  constructor(parts: WorkerParts, job: Job) {
    this.#parts = parts;
    this.#job = job;
  }

  /** Works until `until` aborts; resolves when the last run has ended. */
  async work(until: AbortSignal): Promise<void> {
    const ear = this.#parts.changes.listen(undefined, until);
    try {
      while (!until.aborted) {
        ear.clear();
        const waiting = this.#free > 0 ? await this.#waiting() : [];
        for (const id of this.#choose(waiting)) {
          if (until.aborted) break;
          this.#running.set(
            id,
            this.#run(id, until).finally(() => {
              this.#running.delete(id);
              ear.hear();
            }),
          );
        }
        // what was left, others are after too; the next look shows who got it
        if (waiting.length === 0 || this.#free === 0) await ear.word();
      }
      await Promise.all(this.#running.values());
    } finally {
      ear.dispose();
    }
  }

  get #free(): number {
    return this.#job.concurrency - this.#running.size;
  }

  /** Some of the oldest, not the very oldest: several workers that choose alike would all but one come too late. */
  #choose(waiting: string[]): string[] {
    const { random } = this.#parts;
    const near = waiting.slice(0, this.#free * 4);
    const chosen: string[] = [];
    while (near.length > 0 && chosen.length < this.#free) {
      chosen.push(...near.splice(Math.floor(random() * near.length), 1));
    }
    return chosen;
  }

  async #run(executionId: string, until: AbortSignal): Promise<void> {
    const { runner, logger, clock } = this.#parts;
    try {
      await runner.take(executionId, this.#job.agent);
    } catch (error) {
      if (TrackerError.is(error) && OVERTAKEN.includes(error.code)) return;
      logger.error({ executionId, err: error }, 'a pending execution could not be run');
      // its place stays taken for a while, so that what fails at once is not tried without end
      await sleep(clock, REST_MS, until);
    }
  }

  /** The ids of pending executions that are for workers and not under way here, oldest first. */
  async #waiting(): Promise<string[]> {
    const { store, logger } = this.#parts;
    const query: ListQuery = {
      states: ['pending'],
      agentName: this.#job.agentName,
      oldestFirst: true,
      limit: PAGE,
    };
    try {
      for (let page: readonly StoredExecution[] = [], pages = 0; pages < MAX_PAGES; pages++) {
        const after = page.at(-1)?.record.id;
        page = await store.list(OPERATOR_SCOPE, after === undefined ? query : { ...query, after });
        const waiting = page.filter(
          ({ record: { id, liveness } }) => liveness === 'process' && !this.#running.has(id),
        );
        if (waiting.length > 0) return waiting.map(({ record }) => record.id);
        if (page.length < PAGE) break;
      }
    } catch (error) {
      logger.warn({ err: error, agentName: this.#job.agentName }, 'pending work could not be read');
    }
    return [];
  }
}
