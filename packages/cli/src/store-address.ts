import { existsSync } from 'node:fs';
import { StoreKind, storeKind } from '@tracker/stores';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';

const DEFAULT_ADDRESS = './tracker.db';

/** The store that is meant: as told, as the environment says, or the file in this folder. */
export function storeAddress(asked: { readonly store?: string }, env: CommandIo['env']): string {
  return asked.store ?? (env['TRACKER_STORE'] || DEFAULT_ADDRESS);
}

/** The address without what nobody should read. */
export function shownAddress(address: string): string {
  if (storeKind(address) !== StoreKind.POSTGRES || !URL.canParse(address))
    return withoutSecret(address);
  const { host, pathname } = new URL(address);
  return `postgres://${host}${pathname}`;
}

/** An address that can't be parsed may have its password anywhere before the last @. */
function withoutSecret(address: string): string {
  return address.replace(/:\/\/.*@/, '://…@');
}

/** Refuses a file that is not there: whoever looks makes none. */
export function assertThere(address: string): void {
  if (storeKind(address) !== StoreKind.SQLITE || existsSync(address)) return;
  throw new Failure(
    ExitCode.STORE,
    `There is no store at ${JSON.stringify(address)}. "tracker serve" makes one; --store or TRACKER_STORE names another.`,
  );
}
