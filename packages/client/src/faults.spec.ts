import type { AgentFrame } from './agent-frames.js';
import { isOutcome } from './answer.js';
import { aFeed, faultyFeed } from './faulty-feed.fixture.js';
import { FaultyServer } from './faulty-server.fixture.js';
import { seededRandom } from './seeded-random.fixture.js';
import { TrackerClient } from './tracker-client.js';

/** `TRACKER_CLIENT_SEEDS=2000 npx jest faults` is the long one. */
const SEEDS = Number(process.env['TRACKER_CLIENT_SEEDS'] ?? 60);
const FIRST_SEED = Number(process.env['TRACKER_CLIENT_SEED'] ?? 1);

/** What of a view belongs to each execution, in the order in which it was shown. */
function byExecution(frames: readonly AgentFrame[]): Map<string, readonly AgentFrame[]> {
  const ids = [...new Set(frames.map(({ executionId }) => executionId))].sort();
  return new Map(ids.map((id) => [id, frames.filter(({ executionId }) => executionId === id)]));
}

async function view(server: FaultyServer, outcomes: number): Promise<AgentFrame[]> {
  const client = new TrackerClient({
    url: server.url,
    token: 'ada',
    after: 0,
    reconnect: { baseMs: 1, maxMs: 2 },
  });
  const shown: AgentFrame[] = [];
  let open = outcomes;
  for await (const frame of client.follow()) {
    shown.push(frame);
    if (isOutcome(frame) && --open === 0) break;
  }
  client.close();
  return shown;
}

it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))(
  'shows each fact once and in order, whatever goes wrong: seed %i',
  async (seed) => {
    const random = seededRandom(seed);
    const executions = 1 + Math.floor(random() * 5);
    const feed = aFeed(executions, random);
    const server = await FaultyServer.open(faultyFeed(feed, random, Math.floor(random() * 12)));
    const shown = await view(server, executions);
    await server.close();
    expect(byExecution(shown)).toEqual(byExecution(feed));
  },
);

it('comes back behind the last frame it was shown, and asks for no more than that', async () => {
  const feed = aFeed(4, seededRandom(1));
  const asked: (number | undefined)[] = [];
  const server = await FaultyServer.open({
    greeted(connection, { after }) {
      asked.push(after);
      connection.welcome(after ?? 0);
      const frame = feed.find(({ cursor }) => cursor > (after ?? 0));
      if (frame) connection.say(frame);
      connection.socket.close(1012, 'restarting'); // after each and every frame
    },
  });
  expect(await view(server, 4)).toEqual(feed);
  expect(asked.slice(0, feed.length)).toEqual([
    0,
    ...feed.slice(0, -1).map(({ cursor }) => cursor),
  ]);
  await server.close();
});
