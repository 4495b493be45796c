// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from './program.js';
import { repositoryFiles, repositoryRoot } from './repository.js';
import { mustRun } from './run-tool.js';

/** The content of every file as it lies on the disk, so that uncommitted work counts as it is. */
function fingerprints() {
  const root = repositoryRoot();
  return new Map(
    repositoryFiles().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    ]),
  );
}

await program(async () => {
  const before = fingerprints();
  await mustRun(['nx', 'run-many', '-t', 'docs']);
  const after = fingerprints();
  const files = new Set([...before.keys(), ...after.keys()]);
  const stale = [...files].filter((file) => before.get(file) !== after.get(file));
  if (stale.length > 0) {
    throw new Error(
      `Out of date, and generated again just now: ${stale.join(', ')}\n` +
        'Read the difference and commit it.',
    );
  }
  console.log('Everything that is generated is up to date.');
});
