import { once } from 'node:events';
import { createServer } from 'node:net';
import WebSocket from 'ws';
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { textFrame } from './text-frame.js';

/** What RFC 6455 adds to a key before it is hashed. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** What a WebSocket client reads of bytes that a server writes. */
async function readBack(bytes: Buffer, count: number): Promise<string[]> {
  const server = createServer((socket) => {
    socket.once('data', (request) => {
      const key = /sec-websocket-key: (\S+)/i.exec(String(request))?.[1] ?? '';
      const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      socket.write(bytes);
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const read: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data) => {
      if (read.push(String(data)) === count) resolve();
    });
  });
  client.terminate();
  server.close();
  return read;
}

it('is read as the text it was made of, whatever its length', async () => {
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 300_000];
  const texts = lengths.map((length) => 'x'.repeat(length)).concat('€ and 😀, in bytes');
  const frames = texts.map((text) => textFrame(text).frame);
  expect(await readBack(Buffer.concat(frames), texts.length)).toEqual(texts);
  expect(texts.map((text) => String(textFrame(text).payload))).toEqual(texts);
});
