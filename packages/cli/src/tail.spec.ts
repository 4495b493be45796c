import type { AgentExecutionTracker, TrackedEvent } from '@tracker/core';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const REQUEST = { agentName: 'triage', userId: 'ada', threadId: 't1' };

const place = new Place();
afterAll(() => place.remove());

const events = (stdout: string): TrackedEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TrackedEvent);

describe('tracker tail', () => {
  let first: string;
  let bobs: string;

  beforeAll(async () => {
    first = await place.ended(() => 'one');
    bobs = await place.ended(() => 'two', { user: 'bob', agent: 'billing' });
  });

  it('gives a fact a line, from a cursor on, without gap or duplicate', async () => {
    const { stdout, code } = await place.run(['tail', '--since', '0', '--limit', '4']);
    expect(code).toBe(ExitCode.OK);
    const seen = events(stdout);
    const cursor = String(seen[3]?.cursor);
    const more = await place.run(['tail', '--since', cursor, '--limit', '2']);
    const all = [...seen, ...events(more.stdout)];
    expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 1]);
    expect(new Set(all.map((event) => event.cursor)).size).toBe(6);
  });

  it.each([[['--user', 'bob']], [['--agent', 'billing']]])(
    'narrowed by %j gives nothing else',
    async (args) => {
      const { stdout } = await place.run(['tail', '--since', '0', '--limit', '5', ...args]);
      expect(new Set(events(stdout).map(({ executionId }) => executionId))).toEqual(
        new Set([bobs]),
      );
    },
  );

  it('of one execution ends with its end', async () => {
    const { stdout, code } = await place.run(['tail', first, '--since', '0']);
    expect(code).toBe(ExitCode.OK);
    expect(events(stdout).at(-1)).toMatchObject({ executionId: first, state: 'completed' });
  });

  it('of one that has ended already says so and ends', async () => {
    const { code, stdout, stderr } = await place.run(['tail', first]);
    expect({ code, stdout }).toEqual({ code: ExitCode.OK, stdout: '' });
    expect(stderr).toMatch(/has ended already.*--history/);
  });

  it('of one that has ended gives what is left after a cursor, and ends also when that is nothing', async () => {
    const all = events((await place.run(['tail', '--since', '0', '--limit', '10'])).stdout);
    const latest = String(all.at(-1)?.cursor);
    for (const user of [[], ['--user', 'ada']]) {
      const { code, stdout } = await place.run(['tail', first, '--since', latest, ...user]);
      expect({ code, stdout }).toEqual({ code: ExitCode.OK, stdout: '' });
    }
  });

  it('of one that is not there says so', async () => {
    expect((await place.run(['tail', 'nothing'])).code).toBe(ExitCode.NOT_FOUND);
    expect((await place.run(['tail', 'nothing', '--since', '0'])).code).toBe(ExitCode.NOT_FOUND);
    expect((await place.run(['tail', bobs, '--user', 'ada'])).code).toBe(ExitCode.NOT_FOUND);
  });

  it('follows what another process writes, until it is interrupted', async () => {
    await place.with(async (other) => {
      const id = await other.createExecution(REQUEST);
      const interrupt = new AbortController();
      const onOutput = (stdout: string): void => {
        if (stdout.includes('"running"')) interrupt.abort('SIGINT');
      };
      const tailing = place.run(['tail', id], { interrupted: interrupt.signal, onOutput });
      await advance(other, id, () => interrupt.signal.aborted);
      const { code, stdout } = await tailing;
      expect(code).toBe(ExitCode.INTERRUPTED);
      expect(events(stdout).every(({ executionId }) => executionId === id)).toBe(true);
    });
  });

  it('says on a terminal where to go on', async () => {
    const interrupt = new AbortController();
    const { stderr } = await place.run(['tail', '--since', '0'], {
      columns: 80,
      interrupted: interrupt.signal,
      onOutput: () => interrupt.abort('SIGTERM'),
    });
    expect(stderr).toMatch(/--since [1-9]\d*/);
  });
});

/** Reports until it was seen: only then is the follower sure to have begun. */
async function advance(
  other: AgentExecutionTracker,
  id: string,
  seen: () => boolean,
): Promise<void> {
  await other.updateExecutionState(id, 'running');
  for (let percent = 0; !seen(); percent = (percent + 1) % 100) {
    await other.reportProgress(id, { percent });
    await new Promise((resolve) => setImmediate(resolve));
  }
}
