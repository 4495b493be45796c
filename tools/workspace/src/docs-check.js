// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const before = fingerprints();
await mustRun(['nx', 'run-many', '-t', 'docs']);
const after = fingerprints();
const stale = [...new Set([...before.keys(), ...after.keys()])].filter(
  (file) => before.get(file) !== after.get(file),
);

if (stale.length === 0) {
  console.log('Everything that is generated is up to date.');
} else {
  console.error(`Out of date, and generated again just now: ${stale.join(', ')}`);
  console.error('Read the difference and commit it.');
  process.exitCode = 1;
}
