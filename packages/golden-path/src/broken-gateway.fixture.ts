import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SOCKET_PATH } from '@tracker/client/protocol';
import WebSocket, { WebSocketServer } from 'ws';
import { openPart, playPart, type Part } from './part.js';

interface Frame {
  type?: string;
  answer?: unknown;
}

/** What reaches a client in place of a frame, and how to reach another client. */
type Defect = (frame: Frame, another: (frame: Frame) => void) => readonly Frame[];

let left = 1;

/** Whether this is the frame of that type that the defect is about. */
function isMeant(frame: Frame, type: string): boolean {
  return frame.type === type && left-- > 0;
}

const DEFECTS: Readonly<Record<string, Defect>> = {
  swallows_answer: (frame) => (isMeant(frame, 'agent_completed') ? [] : [frame]),
  swallows_tool: (frame) => (isMeant(frame, 'tool_executing') ? [] : [frame]),
  changes_answer: (frame) =>
    isMeant(frame, 'agent_completed') ? [{ ...frame, answer: 'no idea' }] : [frame],
  repeats: (frame) => (isMeant(frame, 'agent_started') ? [frame, frame] : [frame]),
  tells_another: (frame, another) => {
    if (frame.type === 'agent_thinking') another(frame);
    return [frame];
  },
};

const defect = DEFECTS[process.env['GOLDEN_PATH_DEFECT'] ?? ''];

/** A gateway of the product with something before it that spoils what it says, as the environment names it. */
async function behindADefect(gateway: Part): Promise<Part> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: SOCKET_PATH });
  await once(server, 'listening');
  server.on('connection', (client) => join(client, { gateway, others: server.clients }));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await gateway.close();
    },
  };
}

interface Sides {
  readonly gateway: Part;
  readonly others: ReadonlySet<WebSocket>;
}

function join(client: WebSocket, { gateway, others }: Sides): void {
  const upstream = new WebSocket(`${gateway.url.replace(/^http/, 'ws')}${SOCKET_PATH}`);
  const opened = once(upstream, 'open');
  const another = (frame: Frame): void => {
    const [stranger] = [...others].filter((other) => other !== client);
    if (stranger && left-- > 0) stranger.send(JSON.stringify(frame));
  };
  client.on('message', (data) => void opened.then(() => upstream.send(String(data))));
  upstream.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    for (const spoilt of defect?.(frame, another) ?? [frame]) client.send(JSON.stringify(spoilt));
  });
  client.on('close', () => upstream.terminate());
  upstream.on('close', () => client.terminate());
  for (const socket of [client, upstream]) socket.on('error', () => socket.terminate());
  opened.catch(() => client.terminate());
}

playPart(async (setup, ask) => behindADefect(await openPart(setup, ask)));
