import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = join(__dirname, '../../../packages/dashboard');

/** The app built from its source into a folder of its own, so that no build has to come before the tests. */
export class BuiltApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-app-'));

  constructor() {
    const { status, stdout, stderr } = spawnSync(
      'npx',
      ['vite', 'build', '--logLevel', 'warn', '--outDir', this.folder, '--emptyOutDir'],
      { cwd: PACKAGE, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`The app could not be built.\n${stdout}\n${stderr}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
