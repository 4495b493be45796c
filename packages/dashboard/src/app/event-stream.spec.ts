import fc from 'fast-check';
import { serverSentEvents, type ServerSentEvent } from './event-stream.js';

async function read(chunks: readonly Uint8Array[]): Promise<(ServerSentEvent | undefined)[]> {
  const events = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const event of serverSentEvents(body)) events.push(event);
  return events;
}

const TEXT =
  'retry: 2000\n\nid: 7\nevent: agent_started\ndata: {"user":"Zoë 🙂"}\n\n:\n\ndata: x\n\n';

it('reads the same however the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(TEXT);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length)), async (cuts) => {
      const places = [0, ...cuts.sort((one, other) => one - other), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.slice(places[index], end));
      expect(await read(chunks)).toEqual([
        undefined,
        { id: '7', event: 'agent_started', data: '{"user":"Zoë 🙂"}' },
        undefined,
        { id: undefined, event: 'message', data: 'x' },
      ]);
    }),
  );
});

it('waits for no event without end', async () => {
  const chunk = new Uint8Array(1_048_576).fill(97);
  await expect(read(Array.from({ length: 5 }, () => chunk))).rejects.toThrow('too long');
});
