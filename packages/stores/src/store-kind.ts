import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** The stores there are. */
export const StoreKind = Object.freeze({
  MEMORY: 'memory',
  SQLITE: 'sqlite',
  POSTGRES: 'postgres',
});
export type StoreKind = (typeof StoreKind)[keyof typeof StoreKind];

/** A scheme has two letters at least: one is the drive of a path on Windows. */
const SCHEME = /^([a-z][a-z0-9+.-]+):\/\//i;

/** Names by which SQLite opens something else than the file of that name, such as one that no other process sees. */
const NO_PATH = /^(:memory:$|file:)/i;

const POSTGRES: readonly string[] = ['postgres', 'postgresql'];

/**
 * Which store an address names: `memory`, `postgres://…` or `postgresql://…`, and anything else without a scheme is
 * the path of a SQLite file. Throws `invalid_input` for what is none of them.
 */
export function storeKind(address: string): StoreKind {
  if (address === StoreKind.MEMORY) return StoreKind.MEMORY;
  const scheme = SCHEME.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && POSTGRES.includes(scheme)) return StoreKind.POSTGRES;
  if (scheme === undefined && address.trim() !== '' && !NO_PATH.test(address)) {
    return StoreKind.SQLITE;
  }
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `No store can be opened at this address: ${whyNone(address, scheme)}. Give "memory", the path of a SQLite file, or postgres://….`,
  });
}

function whyNone(address: string, scheme: string | undefined): string {
  if (NO_PATH.test(address)) return 'it is no path, though SQLite knows it by itself';
  return scheme === undefined ? 'it is blank' : `there is no store for "${scheme}:"`;
}
