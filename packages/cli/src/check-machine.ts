import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreKind, storeKind } from '@tracker/stores';
import { byteSize } from './bytes.js';
import { fail, ok, warn, type Finding } from './finding.js';

const LEAST_NODE = [20, 19] as const;
const TIGHT_BYTES = 1_073_741_824;
const FULL_BYTES = 104_857_600;

/** Whether this Node can run everything here. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [least, part] = LEAST_NODE;
  if (major > least || (major === least && minor >= part)) return ok('node', version);
  return fail('node', version, `Install Node ${least}.${part} or newer.`);
}

/** Whether there is room for the file to grow; undefined for a store that lies elsewhere. */
export async function checkDisk(address: string): Promise<Finding | undefined> {
  if (storeKind(address) !== StoreKind.SQLITE) return undefined;
  try {
    const { bavail, bsize } = await statfs(dirname(address));
    return roomFor(bavail * bsize);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return warn('disk', `The room left is not known: ${said}`, 'Check that the folder exists.');
  }
}

/** What so much room on the disk means. */
export function roomFor(bytes: number): Finding {
  const found = `${byteSize(bytes)} free`;
  if (bytes < FULL_BYTES) {
    return fail('disk', found, 'Make room now; when it is full nothing can be started or ended.');
  }
  if (bytes < TIGHT_BYTES)
    return warn('disk', found, 'Make room soon, or keep less (endedKeptMs).');
  return ok('disk', found);
}
