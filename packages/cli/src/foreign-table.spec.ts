import { readFileSync, writeFileSync } from 'node:fs';
import { TABLE_DIGEST } from '@tracker/state';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const OTHER = TABLE_DIGEST.replace(/[0-9a-f]{64}/, '0'.repeat(64));

describe('a store that was written under another state table', () => {
  const place = new Place();
  let before: string;
  beforeAll(async () => {
    await place.ended(() => 'fine');
    before = readFileSync(place.file, 'latin1').replaceAll(TABLE_DIGEST, OTHER);
    writeFileSync(place.file, before, 'latin1');
  });
  afterAll(() => place.remove());

  it.each([
    'ls',
    'show x',
    'why x',
    'tail',
    'cancel x',
    'audit',
    'migrate',
    'serve --demo --port 0',
  ])('is not opened by %s, which says so and changes nothing', async (line) => {
    const { code, stdout, stderr } = await place.run(line.split(' '));
    expect({ code, stdout }).toEqual({ code: ExitCode.STORE, stdout: '' });
    expect(stderr).toMatch(/digest sha256:0000.*Open it with the version/);
    expect(readFileSync(place.file, 'latin1')).toBe(before);
  });

  it('is a failure that doctor finds', async () => {
    const { code, stdout } = await place.run(['doctor', '--text']);
    expect(code).toBe(ExitCode.UNMET);
    expect(stdout).toMatch(/^fail +table +written under another state table/m);
  });
});
