import type { Histogram } from 'prom-client';
import type { Batch } from './batch.js';
import type { FeedEntry } from './entry.js';

/** Watches how late facts go out; once for all connections that are told the same in the same millisecond. */
export class DeliveryLag {
  readonly #histogram: Pick<Histogram, 'observe'>;
  #last: Batch | undefined;
  #at = 0;

  constructor(histogram: Pick<Histogram, 'observe'>) {
    this.#histogram = histogram;
  }

  saw(batch: Batch<FeedEntry>, now: number): void {
    if (batch === this.#last && now === this.#at) return;
    this.#last = batch;
    this.#at = now;
    for (const { at } of batch.entries) this.#histogram.observe(Math.max(0, now - at) / 1_000);
  }
}
