import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const REQUEST = {
  agentName: 'triage',
  userId: 'ada',
  threadId: 't1',
  liveness: 'process',
} as const;

const place = new Place();
afterAll(() => place.remove());

const pending = (): Promise<string> =>
  place.with((other) =>
    other.createExecution({ ...REQUEST, limits: { startTimeoutMs: 3_600_000 } }),
  );

describe('tracker cancel', () => {
  it('ends at once what nobody works on, and keeps the reason', async () => {
    const id = await pending();
    const seen = await place.json(['cancel', id, '--reason', 'wrong customer']);
    expect(seen).toEqual({ executionId: id, state: 'cancelled', ended: true });
    const { execution } = await place.json(['show', id]);
    expect(execution.cause).toMatchObject({ kind: 'cancellation', reason: 'wrong customer' });
  });

  it('asks what is worked on, and with --wait comes back when it has stopped', async () => {
    await place.with(async (other) => {
      let id = '';
      const running = other.run(
        { agentName: 'triage', userId: 'ada', threadId: 't1' },
        (execution) => {
          id = execution.id;
          return new Promise((_, reject) =>
            execution.signal.addEventListener('abort', () => reject(new Error('stopped'))),
          );
        },
      );
      while (id === '') await new Promise((resolve) => setImmediate(resolve));
      const said = await place.run(['cancel', id, '--wait', '--text']);
      expect(said).toMatchObject({ code: ExitCode.OK, stdout: 'It has ended as cancelled.\n' });
      expect(await running).toMatchObject({ state: 'cancelled' });
    });
  });

  it('is refused for what has ended, and changes nothing', async () => {
    const id = await place.ended(() => 'done');
    const before = await place.json(['show', id]);
    const { code, stderr } = await place.run(['cancel', id]);
    expect(code).toBe(ExitCode.UNMET);
    expect(stderr).toMatch(/completed/);
    expect((await place.json(['show', id])).execution).toEqual(before.execution);
  });

  it('reaches nobody else’s, and nothing that is not there', async () => {
    const id = await pending();
    for (const args of [[id, '--user', 'bob'], ['nothing']]) {
      expect((await place.run(['cancel', ...args])).code).toBe(ExitCode.NOT_FOUND);
    }
    expect((await place.json(['show', id])).execution.state).toBe('pending');
  });

  it('refuses a blank reason', async () => {
    const { code, stderr } = await place.run(['cancel', await pending(), '--reason', ' ']);
    expect(code).toBe(ExitCode.USAGE);
    expect(stderr).toMatch(/reason.*blank|blank.*reason/);
  });
});
