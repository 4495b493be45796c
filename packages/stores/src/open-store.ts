import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { MemoryStore, type Clock, type ExecutionStore, type Logger } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { StoreKind, storeKind } from './store-kind.js';

/** What all durable stores understand; whoever needs more opens one by its own package. */
export interface OpenStoreOptions {
  /** Default: the machine's, or the database's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** How long an ended execution is kept after its last fact, in milliseconds. Default 30 days; memory keeps no time. */
  readonly endedKeptMs?: number;
  /** Ended executions kept. Default 1 000 000, in memory 100 000. */
  readonly maxEnded?: number;
}

/**
 * Opens the store that an address names. Rejects with `invalid_input` for an address that names none, and as that store
 * does: `store_failure` when it can't be reached or is not ours, `digest_mismatch` when it was written under another
 * state table.
 */
export async function openStore(
  address: string,
  options: OpenStoreOptions = {},
): Promise<ExecutionStore> {
  const { logger, ...common } = options;
  switch (storeKind(address)) {
    case StoreKind.MEMORY: {
      const { endedKeptMs: _, ...kept } = common;
      return new MemoryStore(kept);
    }
    case StoreKind.SQLITE: {
      makeFolder(address);
      const { SqliteStore } = await import('@tracker/store-sqlite');
      return SqliteStore.open({ file: address, ...common, ...(logger && { logger }) });
    }
    case StoreKind.POSTGRES: {
      const { PostgresStore } = await import('@tracker/store-postgres');
      return PostgresStore.open({ url: address, ...common, ...(logger && { logger }) });
    }
  }
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw new TrackerError({
      code: TrackerErrorCode.STORE_FAILURE,
      message: `The folder of ${file} can't be made: ${cause instanceof Error ? cause.message : String(cause)}. Give another path.`,
      cause,
    });
  }
}
