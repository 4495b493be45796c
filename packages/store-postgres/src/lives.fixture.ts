import { AgentExecutionTracker, type ExecutionStore } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { REQUEST } from './request.fixture.js';

/** However long a server takes to come back, nobody is to die of it. */
const PATIENT = {
  startTimeoutMs: 3_600_000,
  executionTimeoutMs: 3_600_000,
  idleTimeoutMs: 3_600_000,
  livenessTimeoutMs: 3_600_000,
};

/** Callers that live one execution after another, whatever happens to the store meanwhile. */
export class Crowd {
  readonly tracker: AgentExecutionTracker;
  /** Errors that are no clear `store_failure`. */
  readonly unclear: unknown[] = [];
  lived = 0;
  failures = 0;
  #stopped = false;
  readonly #callers: Promise<void>[];
  #waiting: { readonly lives: number; readonly resolve: () => void }[] = [];

  readonly #told: (id: string) => void;

  constructor(
    store: ExecutionStore,
    callers: number,
    told: (id: string) => void = () => undefined,
  ) {
    this.#told = told;
    this.tracker = new AgentExecutionTracker({ store, drainTimeoutMs: 0 });
    this.#callers = Array.from({ length: callers }, () => this.#live());
  }

  /** Resolves once so many more lives were lived to their end, from now on. */
  more(lives: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ lives: this.lived + lives, resolve }));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#callers);
    await this.tracker.close().catch((error: unknown) => this.#note(error));
  }

  async #live(): Promise<void> {
    while (!this.#stopped) {
      try {
        this.#told(await this.#one());
        this.lived += 1;
      } catch (error) {
        this.failures += 1;
        this.#note(error);
      }
      const due = this.#waiting.filter(({ lives }) => lives <= this.lived);
      this.#waiting = this.#waiting.filter(({ lives }) => lives > this.lived);
      for (const { resolve } of due) resolve();
    }
  }

  async #one(): Promise<string> {
    const { tracker } = this;
    const id = await tracker.createExecution({ ...REQUEST, limits: PATIENT });
    await tracker.startExecution(id);
    await tracker.updateExecutionState(id, 'running');
    await tracker.reportProgress(id, { percent: 50 });
    await tracker.completeExecution(id, { answer: id });
    return id;
  }

  #note(error: unknown): void {
    if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) this.unclear.push(error);
  }
}
