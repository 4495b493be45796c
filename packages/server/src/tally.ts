import type { Counter } from 'prom-client';

/** Counts by one label until a counter is asked: to count is then an addition, whatever the counter does. */
export class Tally {
  readonly #counts = new Map<string, { count: number }>();

  add(name: string): void {
    const counted = this.#counts.get(name);
    if (counted) counted.count += 1;
    else this.#counts.set(name, { count: 1 });
  }

  /** Moves what was counted over to a counter. */
  flush<Label extends string>(counter: Counter<Label>, label: Label): void {
    for (const [name, { count }] of this.#counts) {
      counter.inc({ [label]: name } as Partial<Record<Label, string>>, count);
    }
    this.#counts.clear();
  }
}
