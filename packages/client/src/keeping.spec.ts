import type { AgentFrame } from './agent-frames.js';
import { clientOf, serving, until } from './client-world.fixture.js';
import { frameOf, type FaultyServer } from './faulty-server.fixture.js';

/** The first frame of an execution of its own, with so many characters and a few more. */
function frameWith(characters: number, cursor: number): object {
  return { ...frameOf(`e-${cursor}`, 1, cursor), note: 'x'.repeat(characters) };
}

/** A server that tells so many frames at once. */
function telling(frames: number, characters: number): Promise<FaultyServer> {
  return serving({
    greeted: (connection) => {
      connection.welcome(0);
      for (let cursor = 1; cursor <= frames; cursor++)
        connection.say(frameWith(characters, cursor));
    },
  });
}

/** What a reader still gets, and what it ends with. */
async function rest(reader: AsyncIterable<AgentFrame>) {
  const cursors: number[] = [];
  try {
    for await (const { cursor } of reader) cursors.push(cursor);
  } catch (error) {
    return { cursors, error };
  }
  return { cursors };
}

describe('what a client keeps for a reader that does not read', () => {
  it.each([
    ['frames', 5_000, 0, { maxWaitingFrames: 100 }, 100],
    ['bytes', 50, 10_000, { maxWaitingBytes: 100_000 }, 4],
  ])('is bounded in %s, and the reader is told', async (what, frames, characters, limit, most) => {
    const server = await telling(frames, characters);
    const client = clientOf(server.url, limit);
    const slow = client.follow();
    await until(() => client.cursor === frames);
    const { cursors, error } = await rest(slow);
    expect(cursors).toEqual(Array.from({ length: most }, (_, index) => index + 1));
    const [option, max] = Object.entries(limit)[0] ?? [];
    expect(error).toMatchObject({ code: 'limit_reached', details: limit });
    expect(error).toHaveProperty('message', expect.stringMatching(`^More than ${max} ${what}`));
    expect(error).toHaveProperty('message', expect.stringContaining(`raise ${option}.`));
  });

  it('may be one frame of any size, so that one that keeps up gets them all', async () => {
    let cursor = 0;
    const server = await serving({
      greeted: (connection) => connection.welcome(0),
      heard: (connection, frame) => {
        if (frame.type !== 'acknowledge') return;
        connection.say(frameWith(10_000, ++cursor));
        connection.say({ type: 'acknowledged', executionId: frame.executionId });
      },
    });
    const client = clientOf(server.url, { maxWaitingBytes: 1 });
    const reader = client.follow();
    for (let count = 1; count <= 3; count++) {
      await client.acknowledge('e');
      expect(await reader.next()).toMatchObject({ value: { cursor: count } });
    }
  });
});

describe('what a client keeps for those who follow late', () => {
  it.each([
    ['frames', 2_000, 0],
    ['bytes', 17, 512 * 1_024],
  ])('is bounded in %s, and is the newest', async (_, frames, characters) => {
    const client = clientOf((await telling(frames, characters)).url);
    await client.connect();
    await until(() => client.cursor === frames);
    const cursorsOf = async (cursor: number): Promise<number[]> => {
      const late = client.follow(`e-${cursor}`);
      client.close();
      return (await rest(late)).cursors;
    };
    expect(await cursorsOf(1)).toEqual([]);
    expect(await cursorsOf(frames)).toEqual([frames]);
  });
});

describe('what a client keeps of its requests', () => {
  it('is bounded, and one too many is refused at once', async () => {
    const server = await serving();
    const client = clientOf(server.url);
    const asked = Array.from({ length: 1_000 }, (_, index) => client.acknowledge(`e-${index}`));
    await expect(client.acknowledge('one-more')).rejects.toMatchObject({ code: 'limit_reached' });
    client.close();
    const results = await Promise.allSettled(asked);
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('is bounded in bytes, and there is room again when some have been answered', async () => {
    const server = await serving();
    const client = clientOf(server.url);
    const large = Array.from({ length: 8 }, () => client.send({ text: 'x'.repeat(1_048_000) }));
    const ended = Promise.allSettled(large);
    const refusal = { code: 'limit_reached', details: { requests: 8 } };
    const question = { text: 'x'.repeat(10_000), messageId: 'm' };
    await expect(client.send(question)).rejects.toMatchObject(refusal);
    await expect(client.send(question)).rejects.toThrow(/8 of 1000 with 167\d+ of 16777216 bytes/);
    await client.connect();
    // the server takes none of that size
    await ended;
    client.send(question).catch(() => undefined);
    await until(() => server.heard.length > 0);
    expect(server.heard).toEqual([{ type: 'message', ...question }]);
  });

  it('may be one of any size', async () => {
    const client = clientOf((await serving()).url);
    await expect(client.send({ text: 'x'.repeat(9_000_000) })).rejects.toThrow(/takes 9000\d\d\d/);
  });
});
