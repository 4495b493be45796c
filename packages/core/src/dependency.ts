import { TrackerError, TrackerErrorCode, type CircuitBreakerState } from '@tracker/state';
import {
  CLOSED_BREAKER,
  abandon,
  admit,
  fail,
  succeed,
  type Breaker,
  type BreakerPolicy,
  type BreakerSnapshot,
} from './breaker.js';
import { RetryBudget } from './retry-budget.js';

/** A breaker as operators see it. */
export interface BreakerStatus {
  readonly dependency: string;
  readonly state: CircuitBreakerState;
  /** Consecutive failures while closed. */
  readonly failures: number;
  /** When an open breaker lets a probe through; null unless open. */
  readonly openUntil: number | null;
}

/** Names the breaker's life between two changes of state; a result from an earlier one counts no more. */
export type Admission = number;

/** Something that executions depend on, with the breaker and the retry budget they share. */
export class Dependency {
  readonly name: string;
  readonly budget = new RetryBudget();
  readonly #policy: BreakerPolicy;
  readonly #changed: (snapshot: BreakerSnapshot) => void;
  #breaker: Breaker = CLOSED_BREAKER;
  #era: Admission = 0;

  constructor(name: string, policy: BreakerPolicy, changed: (snapshot: BreakerSnapshot) => void) {
    this.name = name;
    this.#policy = policy;
    this.#changed = changed;
  }

  /** Lets a call through, or throws `circuit_open`. The result must be given back with what is returned. */
  admit(now: number): Admission {
    const { admitted, next } = admit(this.#breaker, now);
    if (!admitted) throw circuitOpen(this.name, this.status());
    this.#become(next);
    return this.#era;
  }

  succeeded(admission: Admission): void {
    this.budget.succeeded();
    if (admission === this.#era) this.#become(succeed(this.#breaker, this.#policy));
  }

  failed(admission: Admission, now: number): void {
    this.budget.failed();
    if (admission === this.#era) this.#become(fail(this.#breaker, this.#policy, now));
  }

  /** The call ended without telling anything about the dependency. */
  abandoned(admission: Admission): void {
    if (admission === this.#era) this.#become(abandon(this.#breaker));
  }

  /** Closes the breaker by hand. */
  reset(): void {
    this.#become(CLOSED_BREAKER);
  }

  /** Takes over what an earlier process has learnt. */
  restore({ state, failures, openUntil }: BreakerSnapshot): void {
    this.#breaker =
      state === 'open' ? { state, until: openUntil ?? 0 } : { state: 'closed', failures };
  }

  status(): BreakerStatus {
    const breaker = this.#breaker;
    return {
      dependency: this.name,
      state: breaker.state,
      failures: breaker.state === 'closed' ? breaker.failures : 0,
      openUntil: breaker.state === 'open' ? breaker.until : null,
    };
  }

  #become(next: Breaker): void {
    const before = this.#breaker;
    this.#breaker = next;
    if (before.state === next.state) return;
    this.#era += 1;
    this.#changed(this.#snapshot(next));
  }

  /** A probe in flight can't survive a restart, so half-open is kept as open and due. */
  #snapshot(breaker: Breaker): BreakerSnapshot {
    const dependency = this.name;
    switch (breaker.state) {
      case 'closed':
        return { dependency, state: 'closed', failures: breaker.failures, openUntil: null };
      case 'open':
        return { dependency, state: 'open', failures: 0, openUntil: breaker.until };
      case 'half_open':
        return { dependency, state: 'open', failures: 0, openUntil: 0 };
    }
  }
}

function circuitOpen(dependency: string, { state, openUntil }: BreakerStatus): TrackerError {
  const until = openUntil === null ? 'a probe is under way' : `next probe at ${iso(openUntil)}`;
  return new TrackerError({
    code: TrackerErrorCode.CIRCUIT_OPEN,
    message: `The circuit breaker of "${dependency}" is ${state} (${until}); the call was not made.`,
    details: { dependency, state, openUntil },
  });
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
