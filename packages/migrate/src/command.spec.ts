import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command.js';
import { HELP } from './help.js';
import { PAST } from './legacy.fixture.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-command-'));
  writeFileSync(join(folder, 'app.ts'), "import { ExecutionState } from '@example/old';\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(argv: readonly string[], isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const to = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => (written[name] += text),
  });
  const args = argv.map((each) => each.replace(/^@/, `${folder}/`));
  const io = { stdout: to('stdout'), stderr: to('stderr'), version: '1.2.3', legacy: PAST };
  return { code: await runCommand(args, io), ...written };
}

describe('a command that can not be done says why in one line and ends with 2', () => {
  it.each([
    [[], 'No command was named; it is migrate or audit.'],
    [['mend'], '"mend" is no command'],
    [['--colour'], '--colour'],
    [['audit'], 'audit needs a folder; none was named.'],
    [['migrate'], 'migrate needs a folder; none was named.'],
    [['audit', 'a', 'b'], 'audit takes one folder; 2 were named.'],
    [['audit', '@nowhere'], 'there is no such file or folder'],
    [['audit', '@app.ts/below'], "can't be read: it is not a folder"],
    [['migrate', '@app.ts'], 'app.ts is no folder.'],
    [['migrate', '@', '--write', '--check'], 'give one'],
    [['migrate', '@', '--tracker', 'a#b#c'], 'it must be a file and a name'],
    [['migrate', '@', '--tracker', '#tracker'], 'it must be a file and a name'],
    [['migrate', '@', '--tracker', 'a.ts#1'], 'it must be a file and a name'],
    [['migrate', '@', '--tracker', '@none.ts'], "none.ts can't be read"],
    [['migrate', '@', '--tracker', '@'], 'which is no file'],
    [['audit', '@', '--format', 'xml'], '--format is "xml"; it must be text, json, sarif.'],
    [['audit', '@', '--write'], '--write'],
  ])('%j', async (argv, says) => {
    const { code, stdout, stderr } = await run(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^tracker-compat: [^\n]+\n$/);
    expect(stderr).toContain(says);
  });

  it('and no file name moves the cursor', async () => {
    const { stderr } = await run(['audit', '@\u001b[2Jx']);
    expect(stderr).not.toContain('\u001b');
  });
});

it('knows itself', async () => {
  for (const argv of [['--help'], ['-h'], ['audit', '--help'], ['migrate', '-h']])
    expect(await run(argv)).toEqual({ code: 0, stdout: HELP, stderr: '' });
  expect(await run(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});

it('finds changes with --check and changes nothing', async () => {
  const first = await run(['migrate', '@', '--check']);
  expect(first).toMatchObject({ code: 1, stderr: '1 file to change, 0 left to you.\n' });
  expect(await run(['migrate', '@', '--check'])).toEqual(first);
  expect(await run(['migrate', '@', '--write'])).toMatchObject({
    code: 0,
    stdout: first.stdout,
    stderr: '1 file changed, 0 left to you.\n',
  });
  expect(await run(['migrate', '@', '--check'])).toMatchObject({ code: 0, stdout: '' });
});

it('finds a competing definition, and ends with 1', async () => {
  writeFileSync(join(folder, 'run.sql'), "CHECK (run_state IN ('born', 'running', 'done'))");
  const { code, stdout } = await run(['audit', '@']);
  expect(code).toBe(1);
  expect(stdout).toContain('run.sql:1:1  competing-definition\n');
  expect(stdout).toContain('others renamed (born for pending, done for completed)');
});

it('shows progress on a terminal when there are many files, and takes it away', async () => {
  mkdirSync(join(folder, 'many'));
  for (let at = 0; at < 100; at += 1) writeFileSync(join(folder, `many/${at}.sql`), '');
  const { stderr } = await run(['audit', '@'], true);
  const clear = '\r\u001b[K';
  const [before, shown, after] = stderr.split(clear);
  expect([before, after]).toEqual(['', '']);
  expect(shown).toMatch(/^100 files read, now many\/\d+\.sql$/);
  expect((await run(['audit', '@'])).stderr).toBe('');
});
