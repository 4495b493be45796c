import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles, repositoryRoot } from './repository.js';

const MEDIAN_LINES = 80;
const P95_LINES = 300;

const lines = repositoryFiles()
  .filter((file) => /^packages\/[^/]+\/src\/.+(?<!\.spec)\.[tj]s$/.test(file))
  .map((file) => readFileSync(join(repositoryRoot(), file), 'utf8').split('\n').length - 1)
  .sort((a, b) => a - b);

const quantile = (share: number) => lines[Math.ceil(share * lines.length) - 1];

describe('rooms stay small', () => {
  it(`half of the source files have at most ${MEDIAN_LINES} lines`, () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(MEDIAN_LINES);
  });

  it(`nineteen of twenty have at most ${P95_LINES}`, () => {
    expect(quantile(0.95)).toBeLessThanOrEqual(P95_LINES);
  });
});
