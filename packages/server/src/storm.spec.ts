import { TrackerClient, type AgentFrame, type WebSocketClass } from '@tracker/client';
import { MemoryStore, type AgentExecutionTracker } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import WebSocket from 'ws';
import { agentFrameOf } from './agent-frame-of.js';
import { AGENTS, openSite, userToken, type Site } from './site.fixture.js';

/** `TRACKER_STORM_CLIENTS=1000 npx jest storm` is the large one. */
const CLIENTS = Number(process.env['TRACKER_STORM_CLIENTS'] ?? 200);
const PER_USER = 10;
const SEED = Number(process.env['TRACKER_STORM_SEED'] ?? 7);
const ROUNDS = 12;

/** A client whose connection can be broken at any moment, and all it was shown. */
class Wanderer {
  readonly userId: string;
  readonly client: TrackerClient;
  readonly seen: AgentFrame[] = [];
  connections = 0;
  #socket: WebSocket | undefined;
  #wake: () => void = () => undefined;

  constructor(userId: string, url: () => string, random: () => number) {
    const remember = (socket: WebSocket): void => {
      this.connections += 1;
      this.#socket = socket;
    };
    class Droppable extends WebSocket {
      constructor(address: string) {
        super(address);
        remember(this);
      }
    }
    this.userId = userId;
    this.client = new TrackerClient({
      url,
      token: userToken(userId),
      WebSocket: Droppable as unknown as WebSocketClass,
      reconnect: { baseMs: 5, maxMs: 100 },
      random,
    });
    void this.#watch(this.client.follow());
  }

  drop(): void {
    this.#socket?.terminate();
  }

  async untilSeen(count: number): Promise<void> {
    while (this.seen.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async #watch(frames: AsyncIterable<AgentFrame>): Promise<void> {
    for await (const frame of frames) {
      this.seen.push(frame);
      this.#wake();
    }
  }
}

/** What a user is to see of so many executions, from the feed itself. */
async function truth(
  tracker: AgentExecutionTracker,
  userId: string,
  executions: number,
): Promise<AgentFrame[]> {
  const frames: AgentFrame[] = [];
  let open = executions;
  if (open === 0) return frames; // chance has left this user out, and nothing will ever come
  for await (const event of tracker.forUser(userId).watch({ after: 0 })) {
    const frame = agentFrameOf(event);
    if (frame) frames.push(frame);
    if (event.event.type === 'ended') open -= 1;
    if (open === 0) break;
  }
  return frames;
}

/** What a gateway works on when it is killed. */
const ORPHAN = {
  agentName: 'endless',
  userId: 'user-0',
  threadId: 't',
  limits: { livenessTimeoutMs: 500 },
};

/** Kills a gateway that is in the middle of something: somebody else has to say how that ended. */
async function killAtWork({ tracker, kill }: Site): Promise<void> {
  const started = new Promise<void>((resolve) => {
    void tracker.run(ORPHAN, (execution) => {
      resolve();
      return AGENTS.endless(execution);
    });
  });
  await started;
  await kill();
}

it(`shows each of ${CLIENTS} wandering clients the whole history, with no gap and no duplicate`, async () => {
  const random = new SeededRandom(SEED).next;
  const store = new MemoryStore();
  const sites = [await openSite({ store }), await openSite({ store })];
  const [doomed, survivor] = sites as [(typeof sites)[0], (typeof sites)[0]];
  let alive = sites;
  const url = (): string => (alive[Math.floor(random() * alive.length)] ?? survivor).url;
  const crowd = Array.from(
    { length: CLIENTS },
    (_, index) => new Wanderer(`user-${Math.floor(index / PER_USER)}`, url, random),
  );
  await Promise.all(crowd.map(({ client }) => client.connect()));
  const sent: Promise<unknown>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const wanderer of crowd) {
      if (random() < 0.3) wanderer.drop();
      if (random() < 0.05) sent.push(wanderer.client.ask({ text: `round ${round}` }));
    }
    if (round === ROUNDS / 2) {
      alive = [survivor];
      await killAtWork(doomed);
    }
    const one = crowd[Math.floor(random() * crowd.length)];
    await one?.client.ask({ text: 'is somebody there?' });
  }
  await Promise.all(sent);
  const users = new Set(crowd.map(({ userId }) => userId));
  for (const userId of users) {
    const { executions } = await survivor.tracker.forUser(userId).listExecutions({ limit: 1_000 });
    const expected = await truth(survivor.tracker, userId, executions.length);
    for (const wanderer of crowd.filter((one) => one.userId === userId)) {
      await wanderer.untilSeen(expected.length);
      expect(wanderer.seen).toEqual(expected);
    }
  }
  const orphans = await survivor.tracker.listExecutions({ states: ['dead'] });
  expect(orphans.executions.map(({ userId }) => userId)).toContain(ORPHAN.userId);
  const connections = crowd.reduce((sum, one) => sum + one.connections, 0);
  expect(connections).toBeGreaterThan(CLIENTS * 2); // it was a storm
  for (const { client } of crowd) client.close();
  await Promise.all(sites.map((site) => site.close()));
}, 120_000);
