import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const place = new Place();
afterAll(() => place.remove());

describe('tracker migrate', () => {
  it('shows what it would do, and does nothing', async () => {
    const { code, stdout } = await place.run(['migrate', '--dry-run', '--text']);
    expect(code).toBe(ExitCode.OK);
    expect(stdout).toMatch(/would be made/);
    expect(existsSync(place.file)).toBe(false);
  });

  it('makes a store, and finds nothing more to do', async () => {
    expect(await place.json(['migrate'])).toMatchObject({ from: 0, changed: true });
    const again = await place.json(['migrate']);
    expect(again).toMatchObject({ changed: false });
    expect(again.from).toBe(again.to);
    expect((await place.run(['migrate', '--dry-run', '--text'])).stdout).toMatch(/nothing would/);
  });

  it('brings an empty file to the present version', async () => {
    const file = join(place.folder, 'empty.db');
    writeFileSync(file, '');
    const seen = await place.json(['migrate', '--dry-run', '--store', file]);
    expect(seen).toMatchObject({ dryRun: true, from: 0, changed: false });
    expect(await place.json(['migrate', '--store', file])).toMatchObject({ to: seen.to });
  });

  it('leaves a file of somebody else alone', async () => {
    const file = join(place.folder, 'notes.txt');
    writeFileSync(file, 'these are notes, '.repeat(100));
    const { code, stderr } = await place.run(['migrate', '--store', file]);
    expect(code).toBe(ExitCode.STORE);
    expect(stderr).toContain('notes.txt');
  });

  it('says who migrates legacy code', async () => {
    const { stdout } = await place.run(['migrate', '--help']);
    expect(stdout).toContain('npx @tracker/compat migrate');
  });
});
