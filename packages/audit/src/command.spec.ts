import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode, runCommand } from './command.js';
import { HELP } from './help.js';
import { LegalLife } from './legal-life.fixture.js';
import { MAX_LINE_BYTES } from './line-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const life = new LegalLife({ executionId: 'life', userId: 'user-ann', at: 1_000_000 })
  .endUnhappily('failed')
  .acknowledge();
const GOOD = life.events.map((event) => `${JSON.stringify(event)}\n`).join('');
const BAD = GOOD.replace('"seq":2', '"seq":3');

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Terminal {
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

async function audit(
  argv: readonly string[],
  { stdin = '', isTTY = false, env = {} }: Terminal = {},
) {
  const written = { stdout: '', stderr: '' };
  const to = (name: keyof typeof written) => ({
    isTTY,
    write: (text: string) => (written[name] += text),
  });
  const input = Object.assign(once(stdin), { isTTY });
  const io = { stdin: input, stdout: to('stdout'), stderr: to('stderr'), env, version: '1.2.3' };
  return { exitCode: await runCommand(argv, io), ...written };
}

describe('tracker-audit', () => {
  it('certifies a good history', async () => {
    const { exitCode, stdout, stderr } = await audit([file('good.jsonl', GOOD)]);
    expect(exitCode).toBe(ExitCode.CERTIFIED);
    expect(stdout).toMatch(/^CERTIFIED\n/);
    expect(stdout).toContain('1 execution of 1 user · 3 facts');
    expect(stderr).toBe('');
  });

  it('reads standard input when nothing or a dash is named', async () => {
    expect(await audit([], { stdin: GOOD })).toEqual(await audit(['-'], { stdin: GOOD }));
  });

  it('names violations with the file and the line', async () => {
    const path = file('bad.jsonl', `${GOOD}\nnot json\n`);
    const { exitCode, stdout } = await audit([path]);
    expect(exitCode).toBe(ExitCode.VIOLATIONS);
    expect(stdout).toMatch(/^NOT CERTIFIED: 1 violation\n/);
    expect(stdout).toContain(`${path}:5`);
  });

  it('gives the whole report and the digests of its sources as JSON', async () => {
    const { exitCode, stdout } = await audit(['--json'], { stdin: BAD });
    expect(exitCode).toBe(ExitCode.VIOLATIONS);
    expect(JSON.parse(stdout)).toMatchObject({
      certified: false,
      certificate: null,
      sources: [
        { name: 'stdin', bytes: BAD.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
  });

  it('takes the instant in either spelling', async () => {
    const open = `${GOOD.split('\n')[0]}\n`;
    const late = ['2026-01-01T00:00:00Z', '1767225600000'];
    for (const asOf of late) {
      const { stdout } = await audit(['--as-of', asOf, '--json'], { stdin: open });
      expect(JSON.parse(stdout)).toMatchObject({
        asOf: 1_767_225_600_000,
        counts: { never_ended: 1 },
      });
    }
  });

  it.each([
    [['--colour']],
    [['--as-of', 'yesterday', '-']],
    [['--as-of']],
    [[join(folder, 'nowhere.jsonl')]],
    [[folder]],
    [['-']],
  ])('can not use %j and says so in one line', async (argv) => {
    const { exitCode, stdout, stderr } = await audit(argv);
    expect(exitCode).toBe(ExitCode.UNUSABLE);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^tracker-audit: .+\n$/);
  });

  it('does not wait for a terminal to type histories', async () => {
    expect((await audit([], { isTTY: true })).exitCode).toBe(ExitCode.UNUSABLE);
  });

  it('reports a line that is too long and reads the rest', async () => {
    const stdin = `${'x'.repeat(MAX_LINE_BYTES + 1)}\n${GOOD}`;
    const { exitCode, stdout } = await audit(['-'], { stdin });
    expect(exitCode).toBe(ExitCode.VIOLATIONS);
    expect(stdout).toContain('no execution · stdin:1');
    expect(stdout).toContain('3 facts');
  });

  it('uses colours on a terminal, unless asked not to', async () => {
    const terminal = { stdin: GOOD, isTTY: true };
    expect((await audit(['-'], terminal)).stdout).toContain('\u001b[');
    expect((await audit(['-'], { ...terminal, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      '\u001b',
    );
    expect((await audit(['-'], { stdin: GOOD })).stdout).not.toContain('\u001b');
  });

  it('shows progress on a terminal when the input is long, and takes it away', async () => {
    const stdin = '\n'.repeat(20_000) + GOOD;
    const { stderr } = await audit(['-'], { stdin, isTTY: true });
    expect(stderr).toBe('\r20,000 lines read\r\u001b[K');
    expect((await audit(['-'], { stdin })).stderr).toBe('');
  });

  it('knows itself', async () => {
    expect(await audit(['--help'])).toMatchObject({ exitCode: 0, stdout: HELP });
    expect(await audit(['--version'])).toMatchObject({ exitCode: 0, stdout: '1.2.3\n' });
  });
});
