import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode, runCommand } from './command.js';
import { HELP } from './help.js';
import { launchSource } from './launch-source.fixture.js';
import { renderMatrix } from './render-matrix.js';

// some of these are real runs on a machine that may be busy
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'golden-path-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => (said[name] += text),
  });
  const io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    env,
    version: '1.2.3',
    launch: launchSource(),
  };
  const code = await runCommand(argv, io);
  return { code, ...said };
}

describe('tracker-golden-path', () => {
  it('tells what it can do, and which version it is', async () => {
    expect(await run(['--help'])).toEqual({ code: ExitCode.MET, stdout: HELP, stderr: '' });
    expect(await run(['-v'])).toMatchObject({ code: ExitCode.MET, stdout: '1.2.3\n' });
    expect(await run(['--matrix'])).toMatchObject({ code: ExitCode.MET, stdout: renderMatrix() });
  });

  it.each([
    [['--journeys', '0'], /--journeys is "0"; it must be a whole number from 1 to 100000/],
    [['--journeys', '1.5'], /whole number/],
    [['--users', 'many'], /--users is "many"/],
    [['--seed', '-1'], /seed/],
    [['--seed', '4294967296'], /to 4294967295/],
    [['--faults', '1.01'], /--faults is "1.01"; it must be a number from 0 to 1/],
    [['--faults', 'NaN'], /--faults/],
    [['--only', 'model_error,gremlins'], /"gremlins", which is no kind of fault/],
    [['--soak', 'long'], /--soak is "long"; it must be a duration/],
    [['--store', 'memory'], /processes of their own share no memory/],
    [['--store', 'mysql://root:secret@host'], /--store: (?!.*secret).*postgres:/],
    [['--only-journey', 'question-1'], /seed 1 has question-0001 to question-1000/],
    [['--loud'], /--loud/],
    [['stray'], /stray/],
  ])('refuses %j with a word of help', async (argv, told) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: ExitCode.UNUSABLE, stdout: '' });
    expect(stderr).toMatch(told);
    expect(stderr).toMatch(/Try tracker-golden-path --help\.\n$/);
  });

  it('refuses an endpoint that is no address', async () => {
    const { code, stderr } = await run([], { OPENAI_BASE_URL: 'here' });
    expect(code).toBe(ExitCode.UNUSABLE);
    expect(stderr).toContain('OPENAI_BASE_URL is "here"');
  });

  it.each([
    ['ftp://me:hunter2@host/v1', 'ftp:'],
    ['file:///v1', 'file:'],
    ['localhost:11434/v1', 'localhost:'],
  ])(
    'refuses the endpoint %s, which nobody can ask, before anything is made',
    async (url, scheme) => {
      const evidence = join(folder, 'never', 'evidence.jsonl');
      const { code, stderr } = await run(['--evidence', evidence], { OPENAI_BASE_URL: url });
      expect(code).toBe(ExitCode.UNUSABLE);
      expect(stderr).toContain(
        `OPENAI_BASE_URL begins with "${scheme}"; it must be http: or https:.`,
      );
      expect(stderr).not.toContain('hunter2');
      expect(existsSync(join(folder, 'never'))).toBe(false);
    },
  );

  it('writes pure JSON, a page, JUnit and the evidence, and says that eight journeys prove nothing', async () => {
    const file = (name: string) => join(folder, 'new', name);
    const argv = ['--journeys', '8', '--users', '3', '--seed', '5', '--faults', '0.5'];
    const files = ['--html', file('page.html'), '--junit', file('junit.xml')];
    const kinds = ['--only', 'client_drops,agent_empty', '--evidence', file('evidence.jsonl')];
    const { code, stdout, stderr } = await run([...argv, ...files, ...kinds, '--json']);
    expect(code).toBe(ExitCode.NOT_MET);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ seed: 5, rounds: 1, journeys: 8, users: 3, faulty: 4 });
    expect(report.faults.map((row: { kind: string }) => row.kind)).toEqual([
      null,
      'agent_empty',
      'client_drops',
    ]);
    expect(readFileSync(file('page.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readFileSync(file('junit.xml'), 'utf8')).toMatch(/^<\?xml .*<\/testsuites>\n$/s);
    const lines = readFileSync(file('evidence.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toHaveLength(report.audit.data.lines);
    expect(stderr).toContain('page.html');
  });

  it('asks the endpoint that the environment names, and leaves its model’s faults out', async () => {
    // nobody listens there: every run ends with words for its user all the same
    const env = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_MODEL: 'somebody-elses' };
    const argv = ['--journeys', '2', '--users', '2', '--faults', '1', '--only', 'model_error'];
    const { code, stdout } = await run([...argv, '--no-html', '--json'], env);
    const report = JSON.parse(stdout);
    expect(code).toBe(ExitCode.NOT_MET);
    expect(report).toMatchObject({ model: 'somebody-elses at http://127.0.0.1:9/v1', faulty: 0 });
    expect(report.faults).toMatchObject([{ kind: null, ends: { failed: 2 } }]);
    expect(existsSync('dist/golden-path.html')).toBe(false);
  });

  it('plays one journey of a plan again, with the fault it met', async () => {
    const plan = ['--journeys', '40', '--faults', '1', '--only', 'agent_throws', '--seed', '9'];
    const { stdout } = await run([...plan, '--only-journey', 'question-17', '--no-html', '--json']);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ journeys: 1, faulty: 1 });
    expect(report.unfinished).toMatchObject([{ journeyId: 'question-17', end: 'failed' }]);
  });

  it('soaks for a time, round after round, and says after each how it stands', async () => {
    const size = ['--journeys', '6', '--users', '3', '--faults', '0'];
    const { stdout, stderr } = await run([...size, '--soak', '2s', '--no-html', '--json']);
    const report = JSON.parse(stdout);
    expect(report.rounds).toBeGreaterThan(0);
    expect(report.journeys).toBe(6 * report.rounds);
    const lines = stderr.match(/^round \d+ after .* silent failures 0.* MB$/gm) ?? [];
    expect(lines).toHaveLength(report.rounds);
  });
});
