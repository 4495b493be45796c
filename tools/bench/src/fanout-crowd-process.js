// @ts-check
import { countingSocket } from './fanout-socket.js';
import { quantile } from './spread.js';

// Started by fanout-crowd.js: opens clients, and says when each has had what is expected of it.

/** @typedef {{ had: number, at: number }} Client */
/** @typedef {{ id: number, open: { url: string, count: number, first?: string } }} Open */
/** @typedef {{ id: number, expect: { url: string, frames: number } }} Expect */

/** @type {Map<string, { clients: Client[], settle: () => void }>} */
const crowds = new Map();

/** Connections that are being opened at once. */
const AT_ONCE = 100;

/** What this process's own clock is behind the machine's one, which is the same for all processes; in milliseconds. */
const BEHIND = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The machine's clock, read as cheaply as can be: it is done for every delivery. */
const now = () => BEHIND + performance.now();

/** @param {Open['open']} asked */
async function open({ url, count, first }) {
  const crowd = { clients: /** @type {Client[]} */ ([]), settle: () => {} };
  crowds.set(url, crowd);
  const one = async () => {
    const client = { had: 0, at: 0 };
    const { open } = countingSocket(new URL(url), {
      ...(first === undefined ? {} : { first }),
      counted(frames) {
        client.had += frames;
        client.at = now();
        crowd.settle();
      },
    });
    crowd.clients.push(client);
    await open;
  };
  for (let done = 0; done < count; done += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, one));
  }
}

/**
 * Resolves when every client has had so many frames since the last time.
 * @param {Expect['expect']} asked
 * @returns {Promise<{ lastAt: number, p99At: number }>}
 */
function expectFrames({ url, frames }) {
  const crowd = crowds.get(url);
  if (!crowd) throw new Error(`nobody is at ${url}`);
  let waiting = crowd.clients.filter(({ had }) => had < frames).length;
  return new Promise((resolve) => {
    let left = waiting;
    crowd.settle = () => {
      // each client is told of once a chunk; counting all of them each time would cost more than what is measured
      left -= 1;
      if (left > 0) return;
      left = crowd.clients.filter(({ had }) => had < frames).length;
      if (left > 0) return;
      crowd.settle = () => {};
      for (const client of crowd.clients) client.had -= frames;
      const times = crowd.clients.map(({ at }) => at).sort((a, b) => a - b);
      resolve({ lastAt: quantile(times, 1), p99At: quantile(times, 0.99) });
    };
    if (waiting === 0) {
      left = 1;
      crowd.settle();
    }
  });
}

process.on('message', async (/** @type {Open | Expect} */ message) => {
  try {
    if ('open' in message) {
      await open(message.open);
      process.send?.({ id: message.id });
    } else {
      const done = expectFrames(message.expect);
      process.send?.({ id: message.id, ready: true });
      process.send?.({ id: message.id, result: await done });
    }
  } catch (error) {
    process.send?.({ id: message.id, error: String(error) });
  }
});
