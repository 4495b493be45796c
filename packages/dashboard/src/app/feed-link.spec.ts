import type { AgentFrame } from '@tracker/client/protocol';
import { FeedLink, type LinkState } from './feed-link.js';
import { frame } from './execution.fixture.js';
import { ManualTime } from './manual-time.fixture.js';
import { Problem, ProblemKind } from './problem.js';

/** The server's end of the streams that were opened. */
class Server {
  readonly asked: (number | undefined)[] = [];
  refusal: Problem | undefined;
  #stream: ReadableStreamDefaultController<Uint8Array> | undefined;

  readonly open = async (
    after: number | undefined,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> => {
    this.asked.push(after);
    if (this.refusal) throw this.refusal;
    return new ReadableStream({
      start: (controller) => {
        this.#stream = controller;
        signal.addEventListener('abort', () => controller.error(signal.reason));
      },
    });
  };

  say(text: string): void {
    this.#stream?.enqueue(new TextEncoder().encode(text));
  }

  tell(cursor: number): void {
    const data = JSON.stringify(frame({ cursor }));
    this.say(`id: ${cursor}\nevent: agent_thinking\ndata: ${data}\n\n`);
  }

  hangUp(): void {
    this.#stream?.close();
  }
}

function setUp() {
  const [server, time] = [new Server(), new ManualTime()];
  const seen = { frames: [] as number[], states: [] as LinkState['kind'][], fresh: 0 };
  const link = new FeedLink({
    open: server.open,
    time,
    random: () => 1,
    onFrame: ({ cursor }: AgentFrame) => seen.frames.push(cursor),
    onState: ({ kind }) => seen.states.push(kind),
    onFresh: () => (seen.fresh += 1),
  });
  return { server, time, seen, link, over: link.run() };
}

/** Lets what is ready run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 50; round++) await Promise.resolve();
}

it('comes back behind the last frame that it has, and hears none of them twice', async () => {
  const { server, time, seen, link, over } = setUp();
  await settle();
  server.tell(7);
  server.tell(9);
  await settle();
  server.hangUp();
  await settle();
  expect(seen.states).toEqual(['connecting', 'live', 'waiting']);
  time.advance(500);
  await settle();
  server.tell(9);
  server.tell(10);
  await settle();
  expect([server.asked, seen.frames, seen.fresh]).toEqual([[undefined, 9], [7, 9, 10], 1]);
  link.close();
  await over;
  expect(time.waiting).toBe(0);
});

it('waits longer after every failure, up to a limit, unless it is told to try now', async () => {
  const { server, time, link, over } = setUp();
  server.refusal = new Problem(ProblemKind.UNREACHABLE, 'down');
  await settle();
  server.hangUp();
  await settle();
  for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = server.asked.length;
    time.advance(ms - 1);
    await settle();
    expect(server.asked).toHaveLength(before);
    time.advance(1);
    await settle();
    expect(server.asked).toHaveLength(before + 1);
  }
  const before = server.asked.length;
  link.retry();
  await settle();
  expect(server.asked).toHaveLength(before + 1);
  link.close();
  await over;
});

it('begins anew when its place is no longer kept', async () => {
  const { server, time, seen, link, over } = setUp();
  await settle();
  server.tell(7);
  await settle();
  server.say('event: closed\ndata: {"code":4410,"reason":"cursor expired"}\n\n');
  await settle();
  time.advance(500);
  await settle();
  expect([server.asked, seen.fresh]).toEqual([[undefined, undefined], 2]);
  link.close();
  await over;
});

it('gives up when the token is not accepted any more', async () => {
  const { server, time, seen, over } = setUp();
  await settle();
  server.say('event: closed\ndata: {"code":4401,"reason":"token expired"}\n\n');
  await over;
  expect(seen.states.at(-1)).toBe('refused');
  expect(time.waiting).toBe(0);
});

it('takes silence for an end: a beat is heard, and without one it comes back', async () => {
  const { server, time, seen, link, over } = setUp();
  await settle();
  time.advance(59_000);
  server.say(':\n\n');
  await settle();
  time.advance(59_000);
  await settle();
  expect(seen.states.at(-1)).toBe('live');
  time.advance(1_000);
  await settle();
  expect(seen.states.at(-1)).toBe('waiting');
  link.close();
  await over;
});
