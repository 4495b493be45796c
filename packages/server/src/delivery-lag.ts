import type { Histogram } from 'prom-client';
import type { FeedEntry } from './entry.js';

/** Watches how late facts go out; once for all connections that are told the same in the same millisecond. */
export class DeliveryLag {
  readonly #histogram: Pick<Histogram, 'observe'>;
  #last: FeedEntry | undefined;
  #at = 0;

  constructor(histogram: Pick<Histogram, 'observe'>) {
    this.#histogram = histogram;
  }

  saw(entries: readonly FeedEntry[], now: number): void {
    const last = entries.at(-1);
    if (last === this.#last && now === this.#at) return;
    this.#last = last;
    this.#at = now;
    for (const { at } of entries) this.#histogram.observe(Math.max(0, now - at) / 1_000);
  }
}
