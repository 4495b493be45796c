import type { Scope, StoredExecution } from '@tracker/core';
import { scopeWords, type Database } from './database.js';
import { toStored, type StoredRow } from './row.js';
import { soon } from './soon.js';

/** Executions looked up in one call. */
const MAX_IDS = 1_000;

type Found = ReadonlyMap<string, StoredExecution>;

/** Those whom one scope asks for in the same turn. */
interface Wanted {
  readonly ids: Set<string>;
  readonly found: Promise<Found>;
}

/** Reads single executions; those that are asked for in the same turn of the event loop go together, each scope by itself. */
export class Lookups {
  readonly #database: Database;
  readonly #s: string;
  readonly #wanted = new Map<string, Wanted>();

  constructor(database: Database, s: string) {
    this.#database = database;
    this.#s = s;
  }

  async one(scope: Scope, id: string): Promise<StoredExecution | undefined> {
    const [kind, user] = scopeWords(scope);
    const key = `${kind} ${user}`;
    const wanted = this.#wanted.get(key) ?? this.#begin(key, [kind, user]);
    wanted.ids.add(id);
    if (wanted.ids.size >= MAX_IDS) this.#wanted.delete(key);
    return (await wanted.found).get(id);
  }

  #begin(key: string, words: readonly [string, string]): Wanted {
    const ids = new Set<string>();
    const found = new Promise<Found>((resolve, reject) => {
      soon(() => {
        if (this.#wanted.get(key) === wanted) this.#wanted.delete(key);
        this.#find(words, [...ids]).then(resolve, reject);
      });
    });
    const wanted = { ids, found };
    this.#wanted.set(key, wanted);
    return wanted;
  }

  async #find(words: readonly [string, string], ids: readonly string[]): Promise<Found> {
    const rows = await this.#database.look<StoredRow>('read executions', {
      text: `select * from ${this.#s}.read_executions($1, $2, $3)`,
      values: [...words, ids],
    });
    return new Map(rows.map((row) => [row.id, toStored(row)]));
  }
}
