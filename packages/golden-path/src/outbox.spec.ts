import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '@tracker/core';
import WebSocket, { WebSocketServer } from 'ws';
import { Outbox } from './outbox.js';

const clock = new SystemClock();

/** Both ends of a connection. */
async function connection() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [accepted] = (await once(server, 'connection')) as [WebSocket];
  await once(client, 'open');
  return { server, client, accepted };
}

describe('the outbox', () => {
  it('cuts off a client that reads nothing, instead of keeping everything for it', async () => {
    const { server, client, accepted } = await connection();
    client.pause();
    const outbox = new Outbox(accepted, { clock, sendTimeoutMs: 200 });
    const frame = { text: 'x'.repeat(1_000_000) };
    let sent = 0;
    const flood = async (): Promise<void> => {
      for (; sent < 1_000; sent++) await outbox.send(frame);
    };
    await expect(flood()).rejects.toThrow();
    expect(sent).toBeLessThan(100);
    expect(accepted.bufferedAmount).toBeLessThan(3_000_000);
    client.terminate();
    server.close();
  });

  it('rejects when the connection is gone', async () => {
    const { server, client, accepted } = await connection();
    accepted.terminate();
    const outbox = new Outbox(accepted, { clock, sendTimeoutMs: 1_000 });
    await expect(outbox.send({})).rejects.toThrow(/not open/i);
    client.terminate();
    server.close();
  });
});
