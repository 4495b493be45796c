import type { Clock } from '@tracker/core';
import type { Histogram } from 'prom-client';
import type { Batch } from './batch.js';
import type { Tally } from './tally.js';

/** What there is to be counted by. */
export interface DepartureGauges {
  readonly framesSent: Pick<Tally, 'add'>;
  readonly lag: Pick<Histogram, 'observe'>;
}

/**
 * Counts the frames that went out, and watches how late facts do. Connections that are given the same one after
 * another are counted together, when the last of them has it; their lag is that of the last.
 */
export class Departures {
  readonly #gauges: DepartureGauges;
  readonly #clock: Pick<Clock, 'now'>;
  #last: Batch | undefined;
  /** How many connections in a row were given the last one. */
  #times = 0;

  constructor(gauges: DepartureGauges, clock: Pick<Clock, 'now'>) {
    this.#gauges = gauges;
    this.#clock = clock;
  }

  /** A connection is given a batch; that is asked for at each delivery, so most of the time it is an addition. */
  saw(batch: Batch): void {
    if (batch === this.#last) {
      this.#times += 1;
      return;
    }
    if (this.#last) this.#count(this.#last);
    else process.nextTick(this.#atEnd);
    this.#last = batch;
    this.#times = 1;
  }

  readonly #atEnd = (): void => {
    if (this.#last) this.#count(this.#last);
    this.#last = undefined;
  };

  #count({ entries }: Batch): void {
    const now = this.#clock.now();
    for (const { type, at } of entries) {
      this.#gauges.framesSent.add(type, this.#times);
      if (at !== undefined) this.#gauges.lag.observe(Math.max(0, now - at) / 1_000);
    }
  }
}
