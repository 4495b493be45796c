import { once } from 'node:events';
import { AgentExecutionTracker, MemoryStore, SystemClock, type Agent } from '@tracker/core';
import WebSocket from 'ws';
import { AgentHost } from './agent-host.js';
import type { AgentFrame } from './agent-frames.js';
import { isOutcome } from './agent-frames.js';
import { ChatClient, type Received } from './chat-client.js';
import type { ClientFrame } from './client-frames.js';
import { executionIdFor } from './execution-id.js';
import { Gateway } from './gateway.js';
import { hear } from './hear.js';

const clock = new SystemClock();
const patience = { clock, limitMs: 5_000 };
const TOKENS = new Map([
  ['token of ann', 'ann'],
  ['token of ben', 'ben'],
]);

let gates: (() => void)[] = [];
/** Echoes; a message that says "wait" is answered when a gate is opened. */
const echo: Agent = async (execution) => {
  const message = String(execution.metadata['message']);
  if (message === 'wait') {
    await new Promise<void>((resolve, reject) => {
      gates.push(resolve);
      execution.signal.addEventListener('abort', () => reject(new Error('stopped')));
    });
  }
  await execution.enterPhase('llm_interaction');
  return `echo of ${message}`;
};

async function setUp() {
  gates = [];
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock });
  const gateway = await Gateway.start({
    tracker,
    store,
    clock,
    inbox: new AgentHost({ tracker, agentFor: () => echo }),
    authenticate: (token) => TOKENS.get(token),
    maxFrameBytes: 16_384,
    origins: ['https://chat.example'],
  });
  return { tracker, gateway, clients: [] as ChatClient[] };
}

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});
afterEach(async () => {
  for (const open of gates) open();
  await Promise.all(world.clients.map((client) => client.close()));
  await world.gateway.close();
  await world.tracker.close();
});

async function join(userId: string): Promise<ChatClient> {
  const { url } = world.gateway;
  const client = new ChatClient({ url, token: `token of ${userId}`, userId, clock });
  world.clients.push(client);
  await client.connect();
  return client;
}

const message = (messageId: string, text: string): ClientFrame => ({
  type: 'message',
  messageId,
  threadId: 't1',
  text,
});
const outcomeOf =
  (runId: string) =>
  (frame: Received): frame is AgentFrame =>
    'seq' in frame && frame.runId === runId && isOutcome(frame);
const ofType =
  <T extends Received['type']>(type: T) =>
  (frame: Received): frame is Extract<Received, { type: T }> =>
    frame.type === type;

/** How a connection that should not stand ends: an HTTP status or a close code. */
async function turnedAway(options: { path?: string; headers?: Record<string, string> }) {
  const url = world.gateway.url.replace('/chat', options.path ?? '/chat');
  const socket = new WebSocket(url, { headers: options.headers ?? {} });
  const [, response] = await once(socket, 'unexpected-response');
  socket.on('error', () => undefined).terminate();
  return (response as { statusCode: number }).statusCode;
}

describe('who gets in', () => {
  const authorization = 'Bearer token of ann';
  it.each([
    ['nobody without a token', {}, 401],
    ['nobody with a wrong token', { headers: { authorization: 'Bearer x' } }, 401],
    ['no foreign web page', { headers: { authorization, origin: 'https://evil.example' } }, 403],
    ['nobody elsewhere', { path: '/admin', headers: { authorization } }, 404],
    ['no cursor that is none', { path: '/chat?after=-1', headers: { authorization } }, 400],
  ])('%s', async (_, options, status) => {
    expect(await turnedAway(options)).toBe(status);
  });

  it('whoever asks for the health of it', async () => {
    const health = await fetch(world.gateway.url.replace('ws', 'http').replace('/chat', '/health'));
    expect(await health.json()).toEqual({ status: 'ok' });
  });
});

describe('a conversation', () => {
  it('goes from the message to the acknowledged answer', async () => {
    const ann = await join('ann');
    const ended = hear(ann, outcomeOf('m1'), patience);
    ann.send(message('m1', 'hello'));
    const outcome = await ended;
    expect(outcome).toMatchObject({ type: 'agent_completed', answer: 'echo of hello' });
    const confirmed = hear(ann, ofType('acknowledged'), patience);
    const executionId = executionIdFor('ann', 'm1');
    ann.send({ type: 'acknowledge', executionId });
    expect(await confirmed).toEqual({ type: 'acknowledged', executionId });
    expect((await world.tracker.undelivered()).executions).toEqual([]);
  });

  it('works once on a message that is sent twice', async () => {
    const ann = await join('ann');
    const ended = hear(ann, outcomeOf('m1'), patience);
    for (let copy = 0; copy < 5; copy++) ann.send(message('m1', 'hello'));
    await ended;
    expect((await world.tracker.listExecutions()).executions).toHaveLength(1);
  });

  it('stops when the user cancels, and says so', async () => {
    const ann = await join('ann');
    const ended = hear(ann, outcomeOf('m1'), patience);
    ann.listen((frame) => {
      if (frame.type === 'accepted') ann.send({ type: 'cancel', executionId: frame.executionId });
    });
    ann.send(message('m1', 'wait'));
    expect(await ended).toMatchObject({ type: 'agent_error', state: 'cancelled' });
  });

  it('goes on where a broken connection left it, without gap or duplicate', async () => {
    const ann = await join('ann');
    const ended = hear(ann, outcomeOf('m1'), patience);
    const started = hear(ann, ofType('agent_started'), patience);
    ann.send(message('m1', 'wait'));
    await started;
    ann.drop(20);
    const back = hear(ann, ofType('welcome'), patience);
    // the rest happens while nobody is connected
    for (const open of gates) open();
    await back;
    await ended;
    const seqs = ann.transcript.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  });
});

describe('one user’s view', () => {
  it('never shows one user a frame of another', async () => {
    const [ann, ben] = [await join('ann'), await join('ben')];
    const both = [hear(ann, outcomeOf('same'), patience), hear(ben, outcomeOf('same'), patience)];
    ann.send(message('same', 'a secret of ann'));
    ben.send(message('same', 'a secret of ben'));
    await Promise.all(both);
    expect(new Set(ann.transcript.map(({ userId }) => userId))).toEqual(new Set(['ann']));
    expect(new Set(ben.transcript.map(({ userId }) => userId))).toEqual(new Set(['ben']));
    expect(JSON.stringify(ben.transcript)).not.toContain('secret of ann');
  });

  it.each(['acknowledge', 'cancel'] as const)(
    'knows no execution of another user to %s',
    async (type) => {
      const [ann, ben] = [await join('ann'), await join('ben')];
      const started = hear(ann, ofType('agent_started'), patience);
      ann.send(message('m1', 'wait'));
      await started;
      const answered = hear(ben, ofType('refused'), patience);
      const executionId = executionIdFor('ann', 'm1');
      ben.send({ type, executionId });
      expect(await answered).toMatchObject({ code: 'not_found', about: executionId });
      expect(await world.tracker.getExecutionState(executionId)).toBe('running');
    },
  );
});

describe('what a client should not send', () => {
  async function raw(): Promise<WebSocket> {
    const socket = new WebSocket(world.gateway.url, {
      headers: { authorization: 'Bearer token of ann' },
    });
    await once(socket, 'message');
    return socket;
  }

  it.each([
    ['no JSON', '{'],
    ['an unknown type', '{"type":"become_admin"}'],
    ['another user’s name', JSON.stringify({ ...message('m1', 'x'), userId: 'ben' })],
    ['an id with markup', JSON.stringify(message('<script>', 'x'))],
    ['a text without end', JSON.stringify(message('m1', 'x'.repeat(9_000)))],
  ])('is refused and forgotten: %s', async (_, text) => {
    const socket = await raw();
    socket.send(text);
    const [data] = await once(socket, 'message');
    expect(JSON.parse(String(data))).toMatchObject({ type: 'refused', code: 'invalid_input' });
    expect((await world.tracker.listExecutions()).executions).toEqual([]);
    socket.terminate();
  });

  it('ends the connection when it is larger than a frame may be', async () => {
    const socket = await raw();
    socket.send('x'.repeat(20_000));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });
});

describe('closing', () => {
  it('tells clients that the gateway goes away', async () => {
    const socket = new WebSocket(world.gateway.url, {
      headers: { authorization: 'Bearer token of ann' },
    });
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await world.gateway.close();
    expect((await closed)[0]).toBe(1001);
  });
});
