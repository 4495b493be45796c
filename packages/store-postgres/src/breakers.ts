import type { BreakerSnapshot } from '@tracker/core';
import type { Database } from './database.js';

/** The breakers of the trackers that share a store. */
export class Breakers {
  readonly #database: Database;
  readonly #s: string;

  constructor(database: Database, s: string) {
    this.#database = database;
    this.#s = s;
  }

  async load(): Promise<BreakerSnapshot[]> {
    const rows = await this.#database.run<{ snapshot: string }>('read the breakers', {
      text: `select snapshot from ${this.#s}.breakers order by dependency`,
    });
    return rows.map(({ snapshot }) => JSON.parse(snapshot) as BreakerSnapshot);
  }

  async save(snapshot: BreakerSnapshot): Promise<void> {
    await this.#database.run('save a breaker', {
      text: `insert into ${this.#s}.breakers values ($1, $2)
        on conflict (dependency) do update set snapshot = excluded.snapshot`,
      values: [snapshot.dependency, JSON.stringify(snapshot)],
    });
  }
}
