import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lowerBound } from '@tracker/audit/confidence';
import { FAULT_KINDS } from './fault-kind.js';
import { HELP } from './help.js';
import { renderMatrix } from './render-matrix.js';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');

describe('the README', () => {
  it('shows the help as it is', () => {
    expect(README).toContain(HELP);
  });

  it('shows the fault matrix as it is', () => {
    expect(README).toContain(renderMatrix());
  });

  it('names every kind of fault', () => {
    expect(FAULT_KINDS.filter((kind) => !README.includes(`\`${kind}\``))).toEqual([]);
  });

  it('gives the bound of thirty in thirty', () => {
    expect(README).toContain(`${(100 * lowerBound(30, 30)).toFixed(1)} %`);
  });
});
