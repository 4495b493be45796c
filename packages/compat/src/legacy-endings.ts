import type { AgentExecutionTracker } from '@tracker/core';
import type { TerminalState } from '@tracker/state';
import { MAX_REMEMBERED } from './legacy-side-table.js';

/** Told of each end, one after the other. */
export type TellEnd = (executionId: string, state: TerminalState) => Promise<void>;

/** The executions of a tracker, whichever that is when listening begins, that end in one of some states. */
export class Endings {
  readonly #tracker: () => AgentExecutionTracker;
  readonly #states: ReadonlySet<TerminalState>;
  readonly #untaken = new Set<string>();
  #stop: AbortController | undefined;

  constructor(tracker: () => AgentExecutionTracker, states: readonly TerminalState[]) {
    this.#tracker = tracker;
    this.#states = new Set(states);
  }

  /** Listens until it is stopped or the tracker closes. Listening twice is the same as once. */
  listen(tell: TellEnd): void {
    if (this.isListening) return;
    const stop = (this.#stop = new AbortController());
    // a feed that breaks off is reported by `isListening`
    this.#follow(stop.signal, tell)
      .finally(() => stop.abort())
      .catch(() => undefined);
  }

  stop(): void {
    this.#stop?.abort();
  }

  get isListening(): boolean {
    return this.#stop !== undefined && !this.#stop.signal.aborted;
  }

  /** Those that have ended since this was asked last; of more than a bound the oldest are forgotten. */
  take(): readonly string[] {
    const taken = [...this.#untaken];
    this.#untaken.clear();
    return taken;
  }

  async #follow(signal: AbortSignal, tell: TellEnd): Promise<void> {
    for await (const { executionId, event } of this.#tracker().watch({ signal })) {
      if (event.type !== 'ended' || !this.#states.has(event.to)) continue;
      this.#remember(executionId);
      await tell(executionId, event.to);
    }
  }

  #remember(executionId: string): void {
    this.#untaken.add(executionId);
    for (const oldest of this.#untaken) {
      if (this.#untaken.size <= MAX_REMEMBERED) return;
      this.#untaken.delete(oldest);
    }
  }
}
