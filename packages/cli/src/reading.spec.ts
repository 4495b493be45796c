import { PRESENTATION } from '@tracker/state';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const HOSTILE = '\u001b[2J\u001b]0;owned\u0007';

/** A name may hold what turns text around, and the control characters of eight bits. */
const AGENT = 'bill\u202eing\u009b31m';

/** Nothing in it but what we print ourselves. */
const HARMLESS = /^[^\p{Cc}\p{Cf}]*$/u;

const place = new Place();
afterAll(() => place.remove());

const ids: Record<string, string> = {};

beforeAll(async () => {
  ids['answered'] = await place.ended(async (execution) => {
    await execution.enterPhase('llm_interaction');
    return 'It is the blue one.';
  });
  ids['broken'] = await place.ended(() => {
    throw new Error('the model is on fire');
  });
  ids['bobs'] = await place.ended(() => `${HOSTILE}answer`, {
    user: 'bob',
    agent: AGENT,
    thread: 't2',
  });
  await place.with(async (other) => {
    await other.acknowledge(String(ids['answered']), { by: 'browser' });
    ids['waiting'] = await other.createExecution({
      agentName: 'triage',
      userId: 'ada',
      threadId: 't3',
      liveness: 'process',
      limits: { startTimeoutMs: 3_600_000 },
      metadata: { message: `${HOSTILE}?` },
    });
  });
});

const listed = async (...args: string[]): Promise<string[]> => {
  const { executions } = await place.json(['ls', ...args]);
  const names = Object.entries(ids).map(([name, id]) => [id, name] as const);
  return executions.map(({ id }: { id: string }) => new Map(names).get(id));
};

describe('tracker ls', () => {
  it.each([
    [[], ['waiting', 'bobs', 'broken', 'answered']],
    [
      ['--state', 'completed'],
      ['bobs', 'answered'],
    ],
    [
      ['--state', 'pending,failed'],
      ['waiting', 'broken'],
    ],
    [
      ['--state', 'pending', '--state', 'failed'],
      ['waiting', 'broken'],
    ],
    [['--agent', AGENT], ['bobs']],
    [
      ['--thread', 't1'],
      ['broken', 'answered'],
    ],
    [['--user', 'bob'], ['bobs']],
    [['--user', 'nobody'], []],
    [['--undelivered'], ['bobs', 'broken']],
    [['--undelivered', '--user', 'ada'], ['broken']],
  ])('%j lists, newest first, %j', async (args, expected) => {
    expect(await listed(...args)).toEqual(expected);
  });

  it('goes on where a page ended, until there is no more', async () => {
    const first = await place.json(['ls', '--limit', '3']);
    expect(first.executions).toHaveLength(3);
    expect(await listed('--after', first.next)).toEqual(['answered']);
    expect((await place.json(['ls', '--limit', '4', '--after', first.next])).next).toBeNull();
  });

  it('gives the ids alone for other commands to take', async () => {
    const { stdout } = await place.run(['ls', '--quiet', '--limit', '2'], { columns: 80 });
    expect(stdout).toBe(`${ids['waiting']}\n${ids['bobs']}\n`);
  });

  it('is a table on a terminal, with the labels of the states', async () => {
    const { stdout, code } = await place.run(['ls'], { columns: 160, env: { NO_COLOR: '1' } });
    expect(code).toBe(ExitCode.OK);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.every((line) => HARMLESS.test(line))).toBe(true);
    expect(lines[3]).toContain(PRESENTATION.failed.label);
    expect(lines[4]).toContain('acknowledged');
  });

  it.each([60, 80, 100, 140])(
    'fits a terminal of %i columns as far as the ids do',
    async (columns) => {
      const { stdout } = await place.run(['ls'], { columns, env: { NO_COLOR: '1' } });
      for (const line of stdout.trimEnd().split('\n')) {
        expect(line.length).toBeLessThanOrEqual(Math.max(columns, 80));
      }
      for (const id of Object.values(ids)) expect(stdout).toContain(id);
    },
  );

  it('colours the states on a terminal alone, and never where NO_COLOR is set', async () => {
    const terminal = await place.run(['ls'], { columns: 120 });
    const told = await place.run(['ls'], { columns: 120, env: { NO_COLOR: '1' } });
    const file = await place.run(['ls', '--text']);
    expect(terminal.stdout).toContain('\u001b[38;5;');
    for (const { stdout } of [told, file]) expect(stdout).not.toContain('\u001b');
  });

  it('uses the very colours of the table where the terminal can', async () => {
    const { stdout } = await place.run(['ls'], { columns: 120, env: { COLORTERM: 'truecolor' } });
    const [red, green, blue] = [1, 3, 5].map((at) =>
      parseInt(PRESENTATION.failed.dark.slice(at, at + 2), 16),
    );
    expect(stdout).toContain(`\u001b[38;2;${red};${green};${blue}m${PRESENTATION.failed.label}`);
  });
});

describe('tracker show', () => {
  const show = (name: string, ...args: string[]) => place.run(['show', String(ids[name]), ...args]);

  it('tells the record, its clocks and, if asked, its history', async () => {
    const seen = await place.json(['show', String(ids['answered']), '--history']);
    expect(seen.execution).toMatchObject({
      id: ids['answered'],
      state: 'completed',
      userId: 'ada',
    });
    expect(seen.history[0]).toMatchObject({ type: 'created', seq: 1 });
    expect(seen.history).toHaveLength(seen.execution.version);
    expect(await place.json(['show', String(ids['answered'])])).not.toHaveProperty('history');
  });

  it('is a card for people: phases with their time, answer, delivery, every fact', async () => {
    const { stdout } = await show('answered', '--history', '--text');
    expect(stdout).toMatch(/answer +It is the blue one\./);
    expect(stdout).toMatch(/delivery +acknowledged by browser/);
    expect(stdout).toMatch(/llm_interaction +\d+ ms/);
    expect(stdout).toMatch(/1 +\+0 ms +created for ada/);
  });

  it('tells operators why it failed, and users what they were told', async () => {
    expect((await show('broken', '--text')).stdout).toContain('the model is on fire');
    const { stdout } = await show('broken', '--text', '--user', 'ada');
    expect(stdout).toContain('agent_error');
    expect(stdout).not.toContain('on fire');
  });

  it.each(['bobs', 'waiting'])('lets nothing of %s reach the terminal raw', async (name) => {
    for (const form of ['--text', '--json']) {
      const { stdout } = await show(name, '--history', form);
      expect(stdout).toMatch(/u\{?0*1b/);
      for (const line of stdout.split('\n')) expect(line).toMatch(HARMLESS);
    }
  });

  it('knows neither an id that never was nor another user’s', async () => {
    for (const args of [
      ['show', 'nothing'],
      ['show', String(ids['bobs']), '--user', 'ada'],
    ]) {
      const { code, stdout, stderr } = await place.run(args);
      expect({ code, stdout }).toEqual({ code: ExitCode.NOT_FOUND, stdout: '' });
      expect(stderr).toMatch(/There is no execution .*tracker ls/);
    }
  });

  it('refuses an id that can be none', async () => {
    expect((await place.run(['show', '\u001b[2J'])).code).toBe(ExitCode.USAGE);
  });
});

describe('tracker why', () => {
  it('says whose move it is, and which clock runs', async () => {
    const seen = await place.json(['why', String(ids['waiting'])]);
    expect(seen).toMatchObject({ waitsFor: 'worker', clocks: [{ clock: 'start' }] });
    const { stdout } = await place.run(['why', String(ids['waiting']), '--text']);
    expect(stdout).toMatch(/No worker has taken it/);
    expect(stdout).toMatch(/start +runs out in 59 min/);
  });

  it('says that the client has not acknowledged, or that all is done', async () => {
    expect(await place.json(['why', String(ids['broken'])])).toMatchObject({ waitsFor: 'client' });
    expect(await place.json(['why', String(ids['answered'])])).toMatchObject({
      waitsFor: 'nobody',
    });
  });

  it('tells nothing of another user’s', async () => {
    const { code } = await place.run(['why', String(ids['bobs']), '--user', 'ada']);
    expect(code).toBe(ExitCode.NOT_FOUND);
  });
});
