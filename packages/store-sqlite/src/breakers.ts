import type { BreakerSnapshot } from '@tracker/core';
import type { Connection, Statement } from './sqlite-driver.js';

/** The breakers that are kept. */
export class Breakers {
  readonly #all: Statement;
  readonly #save: Statement;

  constructor(connection: Connection) {
    this.#all = connection.prepare('SELECT body FROM breakers ORDER BY dependency');
    this.#save = connection.prepare('INSERT OR REPLACE INTO breakers VALUES (?, ?)');
  }

  all(): BreakerSnapshot[] {
    const rows = this.#all.all() as { body: string }[];
    return Array.from(rows, ({ body }) => JSON.parse(body) as BreakerSnapshot);
  }

  save(snapshot: BreakerSnapshot): void {
    this.#save.run(snapshot.dependency, JSON.stringify(snapshot));
  }
}
