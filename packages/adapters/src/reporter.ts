import type { RunningExecution } from '@tracker/core';
import { TrackerError, TrackerErrorCode, type AgentExecutionPhase } from '@tracker/state';
import { phasePath } from './phase-path.js';

/** Moves that wait for the ones before them, at most; a framework that reports faster has some left out. */
const MAX_WAITING = 64;

/**
 * Tells an execution what a framework is doing, as far as the phase table allows, and never does harm: what the
 * tracker refuses is left out, and nothing here throws or rejects.
 */
export class Reporter {
  readonly #execution: RunningExecution;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(execution: RunningExecution) {
    this.#execution = execution;
  }

  /** Notes that the work moves on; as cheap as `execution.progress()`. */
  progress(): void {
    this.#execution.progress();
  }

  /**
   * Enters a phase of the work, over those that lie between, after the moves asked for before. Resolves when that is
   * done or was refused; need not be awaited.
   */
  enter(phase: AgentExecutionPhase): Promise<void> {
    this.progress();
    if (this.#waiting >= MAX_WAITING) return this.#last;
    this.#waiting += 1;
    this.#last = this.#last
      .then(() => this.#move(phase))
      .catch(() => undefined)
      .finally(() => (this.#waiting -= 1));
    return this.#last;
  }

  async #move(to: AgentExecutionPhase): Promise<void> {
    try {
      await this.#execution.enterPhase(to);
    } catch (error) {
      // the tracker knows the phase, and whoever else reports may have changed it
      if (!TrackerError.is(error, TrackerErrorCode.ILLEGAL_PHASE)) throw error;
      const from = error.details['from'] as AgentExecutionPhase;
      for (const step of phasePath(from, to) ?? []) await this.#execution.enterPhase(step);
    }
  }
}
