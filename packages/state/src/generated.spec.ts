import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonical-json.js';
import { describeTable } from './describe-table.js';
import { stateMachinePage } from './state-machine-page.js';
import { TABLE_DIGEST } from './table-digest.js';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');

// Whoever sees one of these fail runs `npx nx run state:docs`.

it('has the digest of the table as it is', () => {
  const hash = createHash('sha256').update(canonicalJson(describeTable())).digest('hex');
  expect(TABLE_DIGEST).toBe(`sha256:${hash}`);
});

it('ships the table as it is to other languages', () => {
  expect(JSON.parse(read('state.json'))).toEqual({ digest: TABLE_DIGEST, ...describeTable() });
});

it('documents the table as it is', () => {
  // the page on disk is formatted, which changes nothing but blanks and rules
  const bare = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
  expect(bare(read('../../docs/state-machine.md'))).toBe(bare(stateMachinePage(TABLE_DIGEST)));
});

it('lets another language compute the digest from the artifact alone', () => {
  const { digest, ...table } = JSON.parse(read('state.json'));
  const hash = createHash('sha256').update(canonicalJson(table)).digest('hex');
  expect(digest).toBe(`sha256:${hash}`);
});
