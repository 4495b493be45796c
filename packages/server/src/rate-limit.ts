import type { Clock } from '@tracker/core';

export interface RatePolicy {
  /** What may be asked at once after a pause. */
  readonly burst: number;
  /** What may be asked per second in the long run. */
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Users kept in mind; one that is forgotten starts with a full bucket, as after a pause. */
const MAX_BUCKETS = 100_000;

/** A token bucket per user, over all their connections and requests at this server. */
export class RateLimit {
  readonly #policy: RatePolicy;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(policy: RatePolicy, clock: Clock) {
    this.#policy = policy;
    this.#clock = clock;
  }

  /** Whether the user may ask one thing more now. */
  admit(userId: string): boolean {
    const bucket = this.#filled(userId);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  #filled(userId: string): Bucket {
    const { burst, perSecond } = this.#policy;
    const now = this.#clock.now();
    const bucket = this.#buckets.get(userId) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1_000) * perSecond);
    bucket.at = now;
    // the one asked longest ago comes first, and goes first
    this.#buckets.delete(userId);
    this.#buckets.set(userId, bucket);
    if (this.#buckets.size > MAX_BUCKETS) this.#forgetOldest();
    return bucket;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
