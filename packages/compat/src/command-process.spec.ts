import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { install, type Said } from './installed.fixture.js';

const FIXTURES = join(__dirname, '../fixtures');
const ENV = { PATH: process.env['PATH'] };
let installed: string;
let folder: string;

beforeAll(() => {
  installed = install();
}, 120_000);
afterAll(() => rmSync(installed, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command that is installed with the package, in a process of its own. */
async function run(...args: readonly string[]): Promise<Said> {
  const main = join(installed, 'node_modules/@tracker/compat/dist/main.js');
  try {
    const options = { cwd: folder, env: ENV, maxBuffer: 10_000_000 };
    const said = await promisify(execFile)(process.execPath, [main, ...args], options);
    return { code: 0, ...said };
  } catch (error) {
    return error as Said;
  }
}

const legacy = (name = 'app.ts') =>
  writeFileSync(
    join(folder, name),
    "export { isTerminal } from '@tracker/state';\nimport { ExecutionState } from '@tracker/compat';\nexport const end = ExecutionState.FAILED;\n",
  );

describe('migrate', () => {
  it('prints a diff that git applies, and is clean afterwards', async () => {
    legacy();
    const { code, stdout, stderr } = await run('migrate', '.');
    expect([code, stderr]).toEqual([0, '1 file to change, 0 left to you.\n']);
    expect(stdout).toContain("-import { ExecutionState } from '@tracker/compat';");
    expect((await run('migrate', '.', '--check')).code).toBe(1);
    writeFileSync(join(folder, 'x.patch'), stdout);
    await promisify(execFile)('git', ['apply', 'x.patch'], { cwd: folder });
    expect(readFileSync(join(folder, 'app.ts'), 'utf8')).toContain(
      "import { ExecutionState } from '@tracker/state';",
    );
    expect(await run('migrate', '--check', '.')).toMatchObject({ code: 0, stdout: '' });
  }, 60_000);

  it('writes when it is told to', async () => {
    cpSync(join(FIXTURES, 'migrate/before'), folder, { recursive: true });
    const { code, stderr } = await run(
      'migrate',
      '.',
      '--write',
      '--tracker',
      'tracker.ts#tracker',
    );
    expect(code).toBe(0);
    expect(stderr).toContain('\nleft.ts:9:3 left: tracker.kill_execution\n  why: ');
    expect(stderr).toContain('mind: Rejects where it used to return False.');
    for (const name of ['runner.ts', 'factory.ts', 'left.ts', 'crlf.ts'])
      expect(readFileSync(join(folder, name), 'utf8')).toBe(
        readFileSync(join(FIXTURES, 'migrate/after', name), 'utf8'),
      );
    const again = await run('migrate', '.', '--check', '--tracker', 'tracker.ts');
    expect([again.code, again.stdout]).toEqual([0, '']);
  }, 60_000);

  it('says everything as JSON', async () => {
    legacy();
    const { stdout } = await run('migrate', '.', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      files: [
        { name: 'app.ts', isChanged: true, left: [], diff: expect.stringMatching(/^--- a\/app/) },
      ],
      skipped: [],
    });
  }, 60_000);
});

describe('audit', () => {
  it('ends with 0 when nothing competes, and with 1 when something does', async () => {
    legacy();
    expect(await run('audit', '.')).toMatchObject({
      code: 0,
      stdout: '1 file read, nothing found.\n',
      stderr: '',
    });
    writeFileSync(join(folder, 'a.py'), 'RunState = Literal["pending", "running", "dead"]\n');
    const { code, stdout } = await run('audit', '.');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\.py:1:1 {2}competing-definition\n {2}RunState \(union type, 3 words\)/,
    );
    expect(stdout).toMatch(/\n2 files read, 1 finding found\.\n$/);
  }, 60_000);

  it('writes JSON and SARIF', async () => {
    writeFileSync(join(folder, 'a b.py'), 'RunState = Literal["pending", "running", "dead"]\n');
    const json = await run('audit', '.', '--format', 'json');
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
      1,
      { files: 1, findings: [{ line: 1 }] },
    ]);
    const sarif = await run('audit', '--format=sarif', '.');
    expect([sarif.code, JSON.parse(sarif.stdout)]).toMatchObject([
      1,
      {
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'tracker-audit', version: '0.1.0' } },
            results: [
              {
                ruleId: 'competing-definition',
                locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b.py' } } }],
              },
            ],
          },
        ],
      },
    ]);
  }, 60_000);
});

it('gets over a hostile folder, and says what it did not read', async () => {
  const write = (name: string, text: string | Buffer) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'deep'));
  symlinkSync('..', join(folder, 'deep/loop'));
  symlinkSync('/etc', join(folder, 'away'));
  write('huge.ts', '');
  truncateSync(join(folder, 'huge.ts'), 104_857_600);
  write('binary.py', Buffer.from([0xff, 0xfe, 0]));
  write('faulty.ts', 'export const = {{{ ');
  write('faulty.py', 'class X(:\n  def\n');
  write('open.ts', '('.repeat(200_000));
  write('open.py', '['.repeat(200_000));
  write('not.py', `x = ${'not '.repeat(50_000)}True\n`);
  for (const command of ['audit', 'migrate']) {
    const { code, stdout, stderr } = await run(command, '.');
    const said = `${stdout}${stderr}`;
    expect(code).toBe(0);
    expect(said).toContain('huge.ts was not read: it has 104857600 bytes, more than 1048576.');
    expect(said).toContain('open.ts was not read: it has more than 1000 brackets open at once.');
    expect(said).not.toContain('loop');
  }
}, 60_000);

it('ends with 2 and one line that says why, when it can not do it', async () => {
  const { code, stdout, stderr } = await run('audit', 'nowhere');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    "tracker-compat: nowhere can't be read: there is no such file or folder. Try tracker-compat --help.\n",
  );
}, 60_000);

it('knows itself', async () => {
  const { code, stdout } = await run('--help');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: tracker-compat migrate/)]);
}, 60_000);
