import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFiles, repositoryRoot } from './repository.js';

const read = (file: string) => readFileSync(join(repositoryRoot(), file), 'utf8');

/** Every row whose value is one whole number and that names one constant: what it says, and the constant. */
const said = read('docs/limits.md')
  .split('\n')
  .flatMap((line) => {
    const [, what = '', value = '', where = ''] = line.split('|').map((cell) => cell.trim());
    const number = /^(?:more than |after )?(\d[\d ]*)(?: (?:ms|characters|levels))?$/.exec(
      value,
    )?.[1];
    const constant = /^`([A-Z][A-Z_]*)`$/.exec(where)?.[1];
    return number && constant
      ? [{ what, constant, number: Number(number.replaceAll(' ', '')) }]
      : [];
  });

const SOURCE = /^packages\/[^/]+\/src\/.*(?<!\.spec)\.ts$/;
const CONSTANT = /^(?:export )?const ([A-Z][A-Z_]*) = ([\d_]+);/gm;

const constants = new Map<string, Set<number>>();
for (const file of repositoryFiles().filter((name) => SOURCE.test(name))) {
  for (const [, name = '', value = ''] of read(file).matchAll(CONSTANT)) {
    const values = constants.get(name) ?? new Set();
    constants.set(name, values.add(Number(value.replaceAll('_', ''))));
  }
}

it('finds the rows that can be compared', () => {
  expect(said.length).toBeGreaterThan(20);
});

it.each(said)('$what: $number, as $constant says', ({ constant, number }) => {
  expect([...(constants.get(constant) ?? [])]).toContain(number);
});
