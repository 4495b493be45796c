import { existsSync } from 'node:fs';
import { StoreKind, storeKind } from './store-kind.js';

/** What the store at an address is like, without opening it. */
export interface StoreCondition {
  readonly kind: StoreKind;
  /** Whether there is anything to open; a file or a schema that is not there is made when it is opened. */
  readonly exists: boolean;
  /** What it is spoken to by, such as `node:sqlite` or `PostgreSQL 18.1`; null when it is not there. */
  readonly by: string | null;
  /** 0 while there is none. */
  readonly schemaVersion: number;
  /** What opening it brings it to; null when it is not known, because there is nothing to look at. */
  readonly latestSchema: number | null;
  /** The state table that it was written under; null while there is none. */
  readonly digest: string | null;
  /** By how much its clock is ahead of this machine's, in milliseconds; null when it has none of its own. */
  readonly clockAheadMs: number | null;
  /** Whether another process holds the write lock, longer than a transaction takes; null when there is no such lock. */
  readonly locked: boolean | null;
  /** Bytes that wait in the write-ahead log; null when there is none that we could see. */
  readonly walBytes: number | null;
}

const NOTHING = {
  exists: false,
  by: null,
  schemaVersion: 0,
  latestSchema: null,
  digest: null,
  clockAheadMs: null,
  locked: null,
  walBytes: null,
};

/** Looks at the store that an address names and changes nothing. Rejects as `openStore` does. */
export async function inspectStore(address: string): Promise<StoreCondition> {
  const kind = storeKind(address);
  switch (kind) {
    case StoreKind.MEMORY:
      return { ...NOTHING, kind, exists: true, by: 'this process' };
    case StoreKind.SQLITE: {
      if (!existsSync(address)) return { ...NOTHING, kind };
      const { inspectFile } = await import('@tracker/store-sqlite');
      const { driver, expectedDigest: _, ...seen } = await inspectFile(address);
      return { ...NOTHING, ...seen, kind, exists: true, by: driver };
    }
    case StoreKind.POSTGRES: {
      const { inspectSchema } = await import('@tracker/store-postgres');
      const { server, expectedDigest: _, ...seen } = await inspectSchema({ url: address });
      return { ...NOTHING, ...seen, kind, exists: seen.schemaVersion > 0, by: server };
    }
  }
}
