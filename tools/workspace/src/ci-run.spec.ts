import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocks } from './markdown.js';
import { repositoryRoot } from './repository.js';

const file = join(repositoryRoot(), '.ci/run');
const script = readFileSync(file, 'utf8');

describe('.ci/run', () => {
  it('can be started, and stops at what it did not expect', () => {
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect(script).toContain('set -euo pipefail');
    expect(script).toContain('</dev/null');
  });

  it('runs what the README tells people to run', () => {
    const [commands] = codeBlocks('README.md').filter(({ language }) => language === 'bash');
    const tests = /^(npm ci) && (npm test)\b/m.exec(commands?.code ?? '')?.slice(1);
    expect(tests).toHaveLength(2);
    for (const command of tests ?? []) expect(script).toMatch(new RegExp(`^${command}\\b`, 'm'));
  });

  it('ends with the sum of the tests and fails with them', () => {
    expect(script.trim().split('\n').slice(-2)).toEqual([
      'node tools/workspace/src/print-test-totals.js <"$log"',
      'exit "$status"',
    ]);
  });
});
