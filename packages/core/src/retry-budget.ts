/** Failures a dependency may have before its calls are no longer repeated. */
const CAPACITY = 10;

/** What a success gives back. */
const REFUND = 0.1;

/**
 * A budget for repeated tries of one dependency, so that retries can't multiply the load on something that is
 * already down: each failure takes a token, each success gives a tenth back, and below half nothing is repeated.
 */
export class RetryBudget {
  #tokens = CAPACITY;

  /** Whether a failed call may be tried again. */
  get allows(): boolean {
    return this.#tokens > CAPACITY / 2;
  }

  succeeded(): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + REFUND);
  }

  failed(): void {
    this.#tokens = Math.max(0, this.#tokens - 1);
  }
}
