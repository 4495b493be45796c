import { Writable } from 'node:stream';
import { ManualClock } from '@tracker/core/testing';
import { Batch } from './batch.js';
import { Corks } from './corks.js';
import { controlEntry } from './entry.js';
import { Outbox } from './outbox.js';
import type { Wire } from './wire.js';

/** A network that takes what it is given only when it is told to, and counts how often it was given something. */
class Network extends Writable implements Wire {
  readonly writes: Buffer[] = [];
  #taken: (() => void) | undefined;

  get bufferedBytes(): number {
    return this.writableLength;
  }

  override write(batch: unknown, taken?: unknown): boolean {
    return super.write((batch as Batch).frames, taken as () => void);
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.writes.push(chunk);
    this.#taken = done;
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.writes.push(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    this.#taken = done;
  }

  close(): void {
    this.destroy();
  }

  terminate(): void {
    this.destroy();
  }

  take(): void {
    const taken = this.#taken;
    this.#taken = undefined;
    taken?.();
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const pong = new Batch([controlEntry({ type: 'pong' })]);

function anOutbox(maxBufferedBytes = 1_000) {
  const network = new Network();
  const clock = new ManualClock();
  const told: string[] = [];
  const outbox = new Outbox(network, {
    clock,
    corks: new Corks(),
    maxBufferedBytes,
    slowAfterMs: 100,
    onRoom: () => told.push('room'),
    onSlow: () => told.push('slow'),
  });
  return { network, clock, told, outbox };
}

it('lets go at once of what is all there is', () => {
  const { network, outbox } = anOutbox();
  outbox.offer(new Batch([...pong.entries, ...pong.entries]));
  expect(network.writes).toEqual([Buffer.concat([pong.frames, pong.frames])]);
});

it('lets everything held of one tick leave in one write, and of the next in another', async () => {
  const { network, outbox } = anOutbox();
  outbox.hold(pong);
  outbox.offer(pong);
  outbox.hold(pong);
  expect(network.writes).toEqual([]);
  await turn();
  expect(network.writes).toEqual([Buffer.concat([pong.frames, pong.frames, pong.frames])]);
  network.take();
  await turn();
  outbox.hold(pong);
  await turn();
  expect(network.writes).toHaveLength(2);
});

it('has no room when too much is under way, and says when it has some again', async () => {
  const { network, told, outbox } = anOutbox(2 * pong.frames.length);
  outbox.offer(pong);
  expect(outbox.hasRoom).toBe(true);
  outbox.offer(pong);
  expect(outbox.hasRoom).toBe(false);
  expect(outbox.offer(pong)).toBe(false);
  expect(network.writes).toHaveLength(1);
  const waited = outbox.room().then(() => told.push('waited'));
  await turn();
  expect(told).toEqual([]);
  network.take();
  await waited;
  expect(told).toEqual(['room', 'waited']);
  expect(outbox.hasRoom).toBe(true);
});

it('loses patience with who takes nothing, and not with who takes some in time', async () => {
  const { network, clock, told, outbox } = anOutbox(pong.frames.length);
  outbox.offer(pong);
  await turn();
  await clock.advance(99);
  network.take();
  await turn();
  outbox.offer(pong);
  await clock.advance(99);
  expect(told).toEqual(['room']);
  await clock.advance(1);
  expect(told).toEqual(['room', 'slow']);
});

it('writes nothing more once it is closed, and keeps nobody waiting', async () => {
  const { network, clock, told, outbox } = anOutbox(pong.frames.length);
  outbox.offer(pong);
  const waited = outbox.room();
  outbox.close();
  await waited;
  outbox.offer(pong);
  await turn();
  await clock.advance(1_000);
  expect(network.writes).toHaveLength(1);
  expect(told).toEqual([]);
});
