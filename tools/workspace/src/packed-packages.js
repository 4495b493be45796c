// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicPackages } from './public-packages.js';
import { mustRun } from './run-tool.js';

/**
 * @typedef {import('./public-packages.js').PublicPackage & { tarball: string }} PackedPackage
 */

/**
 * Builds and packs every public package into a temporary folder, which is gone when this process is.
 * @returns {Promise<{ packed: readonly PackedPackage[], folder: string }>}
 */
export async function packPublicPackages() {
  await mustRun(['nx', 'run-many', '-t', 'build']);
  const folder = temporaryFolder();
  const packed = [];
  for (const pkg of publicPackages()) packed.push({ ...pkg, tarball: await pack(pkg, folder) });
  return { packed, folder };
}

/** However the process ends, short of being killed, nothing of it stays behind. */
function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-pack-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => process.exit(1));
  }
  return folder;
}

/**
 * @param {import('./public-packages.js').PublicPackage} pkg
 * @param {string} folder
 */
async function pack({ name, manifest }, folder) {
  await mustRun(['npm', 'pack', '--silent', '--workspace', name, '--pack-destination', folder]);
  return join(folder, `${name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`);
}
