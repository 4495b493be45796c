// Writes what other files and languages know of the table: the digest, state.json and the page of the
// state machine. Reads the build, so build first: `npx nx run state:docs` does both.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { canonicalJson } from '../dist/canonical-json.js';
import { describeTable } from '../dist/describe-table.js';
import { stateMachinePage } from '../dist/state-machine-page.js';

const table = describeTable();
const digest = `sha256:${createHash('sha256').update(canonicalJson(table)).digest('hex')}`;

const files = {
  '../src/table-digest.ts': [
    '/** The SHA-256 of the canonical JSON of `describeTable()`. Generated; `nx run state:docs` renews it. */',
    `export const TABLE_DIGEST = '${digest}';`,
  ].join('\n'),
  '../state.json': JSON.stringify({ digest, ...table }),
  '../../../docs/state-machine.md': stateMachinePage(digest),
};

for (const [name, text] of Object.entries(files)) {
  const filepath = fileURLToPath(new URL(name, import.meta.url));
  await mkdir(dirname(filepath), { recursive: true });
  await writeFile(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
}
