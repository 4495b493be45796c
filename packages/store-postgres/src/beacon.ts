import type { Logger } from '@tracker/core';
import { Beacon } from '@tracker/core/store-kit';
import { beaconFile } from './beacon-file.cjs';
import type { BeaconOrders } from './beacon-thread.js';
import { connectionOptions } from './connection.js';
import type { Settings } from './options.js';

interface BeaconParts {
  readonly url: string;
  readonly settings: Settings;
  readonly s: string;
  readonly logger: Logger;
}

/** Speaks for this process to the database while its event loop is busy; it needs a connection only then. */
export function databaseBeacon({ url, settings, s, logger }: BeaconParts): Beacon {
  // a parser of values is code, which no thread can be handed; nothing is read there
  const { types: _types, ...connection } = connectionOptions(url, settings);
  const orders: BeaconOrders = { statement: renewal(s), connection };
  return new Beacon({
    file: beaconFile,
    orders,
    everyMs: 250,
    stalledMs: 1_000,
    end: (thread) => thread.terminate(),
    logger,
  });
}

/** Renews leases on behalf of a process that is busy. */
function renewal(s: string): string {
  const now = `floor(${s}.present())::bigint`;
  return `update ${s}.leases set renewed_at = greatest(renewed_at, ${now}),
    stalled_since = coalesce(stalled_since, ${now} - $2::bigint) where owner = any ($1) and released_at is null`;
}
