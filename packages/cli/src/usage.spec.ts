import { EXECUTION_STATES } from '@tracker/state';
import { createProgram } from './program.js';
import { EXIT_MEANING, ExitCode } from './index.js';
import { Place, tracker } from './terminal.fixture.js';

const io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: {},
  version: '1.2.3',
  interrupts: () => new AbortController().signal,
};
const commands = createProgram(io, () => undefined).commands.map((command) => command.name());
/** Without these nothing else is looked at. */
const NEEDED: Record<string, string[]> = {
  work: ['--agent', 'a', '--module', 'm'],
  token: ['--user', 'ada'],
};

const place = new Place();
afterAll(() => place.remove());

describe('the command line', () => {
  it('without a command shows what there is, as a usage error', async () => {
    const { code, stdout, stderr } = await tracker([]);
    expect(code).toBe(ExitCode.USAGE);
    expect(stdout).toBe('');
    for (const name of commands) expect(stderr).toContain(`  ${name} `);
  });

  it('tells every exit code in its help', async () => {
    const { code, stdout } = await tracker(['--help'], { columns: 200 });
    expect(code).toBe(ExitCode.OK);
    for (const [exit, meaning] of Object.entries(EXIT_MEANING)) {
      expect(stdout).toContain(`${exit}  ${meaning}`);
    }
  });

  it('tells its version', async () => {
    expect(await tracker(['--version'])).toMatchObject({ code: ExitCode.OK, stdout: '1.2.3\n' });
  });

  it.each([
    [['lss'], 'Did you mean ls?'],
    [['audti'], 'Did you mean audit?'],
    [['ls', '--stat', 'running'], 'Did you mean --state?'],
    [['ls', '--state', 'bored'], EXECUTION_STATES.join(', ')],
    [['ls', '--limit', '0'], 'from 1 to'],
    [['ls', '--limit', '1e3'], 'from 1 to'],
    [['ls', '--json', '--text'], 'cannot be used with'],
    [['ls', '--json', '--quiet'], 'cannot be used with'],
    [['show'], "missing required argument 'id'"],
    [['show', 'a', 'b'], 'too many arguments'],
    [['tail', '--since', '-1'], 'whole number'],
    [['serve', '--port', '70000'], 'from 0 to 65535'],
    [['work', '--agent', 'a'], '--module'],
    [['audit', '--as-of', 'yesterday'], 'ISO 8601'],
    [['completion', 'powershell'], 'bash, zsh, fish'],
  ])('%j is refused with what is possible', async (args, said) => {
    const { code, stdout, stderr } = await tracker(args as string[]);
    expect({ code, stdout }).toEqual({ code: ExitCode.USAGE, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/^tracker: /);
  });
});

describe.each(commands)('tracker %s', (name) => {
  it('has help with an example', async () => {
    const { code, stdout } = await tracker([name, '--help'], { columns: 120 });
    expect(code).toBe(ExitCode.OK);
    expect(stdout).toMatch(/Usage: tracker/);
    expect(stdout).toMatch(new RegExp(`(\\$ .*tracker ${name}|tracker-${name}|Examples?)`));
  });

  it('refuses an option that it does not know', async () => {
    const { code, stderr } = await tracker([name, ...(NEEDED[name] ?? []), '--no-such-thing']);
    expect(code).toBe(ExitCode.USAGE);
    expect(stderr).toMatch(/no-such-thing/);
  });
});

describe.each(['ls', 'show x', 'why x', 'tail', 'cancel x', 'audit'])('tracker %s', (line) => {
  it('makes no store where there is none, and says who does', async () => {
    const { code, stdout, stderr } = await place.run(line.split(' '));
    expect({ code, stdout }).toEqual({ code: ExitCode.STORE, stdout: '' });
    expect(stderr).toMatch(/There is no store at .*tracker serve.*--store/);
  });

  it('refuses an address that names no store, and keeps its password to itself', async () => {
    const { code, stderr } = await tracker([
      ...line.split(' '),
      '--store',
      'mysql://me:hunter2@host',
    ]);
    expect(code).toBe(ExitCode.USAGE);
    expect(stderr).toMatch(/mysql/);
    expect(stderr).not.toContain('hunter2');
  });
});
