// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages } from './public-packages.js';
import { mustRun } from './run-tool.js';

/**
 * @typedef {import('./public-packages.js').PublicPackage & { tarball: string }} PackedPackage
 */

/**
 * Builds and packs every public package into a temporary folder that is gone when `use` has ended.
 * @param {(packed: readonly PackedPackage[], folder: string) => Promise<void>} use
 */
export async function withPackedPackages(use) {
  await mustRun(['nx', 'run-many', '-t', 'build']);
  const folder = await mkdtemp(join(tmpdir(), 'tracker-pack-'));
  try {
    const packed = [];
    for (const pkg of publicPackages()) packed.push({ ...pkg, tarball: await pack(pkg, folder) });
    await use(packed, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('./public-packages.js').PublicPackage} pkg
 * @param {string} folder
 */
async function pack({ name, manifest }, folder) {
  await mustRun(['npm', 'pack', '--silent', '--workspace', name, '--pack-destination', folder]);
  return join(folder, `${name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`);
}
