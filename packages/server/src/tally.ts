import type { Counter } from 'prom-client';

/** Counts by one label until a counter is asked: to count is then an addition, whatever the counter does. */
export class Tally {
  readonly #counts = new Map<string, { count: number }>();

  add(name: string, times: number): void {
    const counted = this.#counts.get(name);
    if (counted) counted.count += times;
    else this.#counts.set(name, { count: times });
  }

  /** Moves what was counted over to a counter. */
  flush<Label extends string>(counter: Counter<Label>, label: Label): void {
    for (const [name, { count }] of this.#counts) {
      counter.inc({ [label]: name } as Partial<Record<Label, string>>, count);
    }
    this.#counts.clear();
  }
}
