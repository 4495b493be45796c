// @ts-check
import { Crowd } from './fanout-crowd.js';
import { bareTeller, trackerTeller } from './fanout-servers.js';
import { goal } from './goal.js';
import { row } from './row.js';
import { quantile, ratio, spread } from './spread.js';

/** @typedef {import('./fanout-servers.js').Teller} Teller */
/** @typedef {import('./scale.js').Scale} Scale */

/** Messages of a burst. */
const BURST = 10;

/** What one server did, a figure a round. */
/** @typedef {{ perSecond: number[], p99Ms: number[], cpuUs: number[] }} Told */

/** @typedef {{ tracker: Told, bare: Told, burst: Told, bareBurst: Told }} Fanout */

/**
 * How often a crowd is told in a round; few enough that a round takes about the time that the scale allows.
 * @param {number} clients
 * @param {Scale} scale
 */
const tellings = (clients, { timeMs }) => Math.max(1, Math.round((timeMs * 40) / clients));

/**
 * Tells a crowd some messages, waits until all of it has them, and so on.
 * @param {{ teller: Teller, crowd: Crowd, clients: number }} stage
 * @param {{ messages: number, times: number }} asked
 */
async function round({ teller, crowd, clients }, { messages, times }) {
  let ms = 0;
  /** @type {number[]} */
  const p99 = [];
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) {
    const { had } = await crowd.expect(teller.url, messages);
    const began = Number(process.hrtime.bigint()) / 1e6;
    await teller.tell(messages);
    const { lastAt, p99At } = await had;
    ms += lastAt - began;
    p99.push(p99At - began);
  }
  const { user, system } = process.cpuUsage(before);
  const deliveries = clients * messages * times;
  const sorted = p99.sort((a, b) => a - b);
  return {
    perSecond: (deliveries * 1_000) / ms,
    p99Ms: quantile(sorted, 0.5),
    cpuUs: (user + system) / deliveries,
  };
}

/** @returns {Told} */
const nothing = () => ({ perSecond: [], p99Ms: [], cpuUs: [] });

/**
 * The tracker's server and bare `ws` in one process, taking turns, each with so many clients.
 * @param {number} clients
 * @param {Scale} scale
 * @returns {Promise<Fanout>}
 */
async function fanout(clients, scale) {
  const crowd = new Crowd();
  const tellers = [await trackerTeller(clients, BURST), await bareTeller()];
  for (const { url, first, greetings } of tellers) {
    await crowd.open(url, { count: clients, ...(first === undefined ? {} : { first }) });
    await (
      await crowd.expect(url, greetings)
    ).had;
  }
  const [ours, bare] = /** @type {[Teller, Teller]} */ (tellers);
  const times = tellings(clients, scale);
  /** @type {[keyof Fanout, Teller, number][]} */
  const order = [
    ['tracker', ours, 1],
    ['bare', bare, 1],
    ['burst', ours, BURST],
    ['bareBurst', bare, BURST],
  ];
  const told = { tracker: nothing(), bare: nothing(), burst: nothing(), bareBurst: nothing() };
  for (let turn = 0; turn <= scale.rounds; turn++) {
    for (const [name, teller, messages] of order) {
      const did = await round({ teller, crowd, clients }, { messages, times });
      if (turn === 0) continue; // until everything is compiled
      told[name].perSecond.push(did.perSecond);
      told[name].p99Ms.push(did.p99Ms);
      told[name].cpuUs.push(did.cpuUs);
    }
    order.reverse();
  }
  await Promise.all(tellers.map((teller) => teller.close()));
  crowd.close();
  return told;
}

/**
 * Memory of an idle connection, of the whole process and not of the heap alone.
 * @param {() => Promise<Teller>} open
 * @param {number} clients
 */
async function idleBytes(open, clients) {
  const crowd = new Crowd();
  const teller = await open();
  await crowd.open(teller.url, { count: 50, ...(teller.first ? { first: teller.first } : {}) });
  const used = () => {
    for (let pass = 0; pass < 3; pass++) globalThis.gc?.();
    return process.memoryUsage().rss;
  };
  const before = used();
  const more = `${teller.url}#idle`;
  await crowd.open(more, { count: clients, ...(teller.first ? { first: teller.first } : {}) });
  await (
    await crowd.expect(more, teller.greetings)
  ).had;
  const bytes = (used() - before) / clients;
  await teller.close();
  crowd.close();
  return Math.max(1, bytes);
}

/**
 * @param {string} size
 * @param {Fanout} told
 */
function findings(size, { tracker, bare, burst, bareBurst }) {
  /** @type {[string, Told][]} */
  const all = [
    ['tracker', tracker],
    ['bare ws.send', bare],
    [`tracker, ${BURST} at once`, burst],
    [`bare ws.send, ${BURST} at once`, bareBurst],
  ];
  const figures = all.flatMap(([name, { perSecond, p99Ms, cpuUs }]) => [
    { name: `${size} clients: ${name}`, value: spread(perSecond), unit: '/s' },
    { name: `${size} clients: ${name}, p99`, value: spread(p99Ms), unit: 'ms' },
    { name: `${size} clients: ${name}, CPU a delivery`, value: spread(cpuUs), unit: 'µs' },
  ]);
  const against = `${size} × bare ws.send`;
  const goals = [
    goal({
      claim: 'deliveries per second, one message at a time',
      against,
      value: ratio(tracker.perSecond, bare.perSecond),
      unit: '×',
      reach: { is: '≥', limit: 1 },
    }),
    goal({
      claim: 'p99 of a delivery, one message at a time',
      against,
      value: ratio(tracker.p99Ms, bare.p99Ms),
      unit: '×',
      reach: { is: '≤', limit: 1 },
    }),
    goal({
      claim: `deliveries per second, ${BURST} messages at once`,
      against,
      value: ratio(burst.perSecond, bareBurst.perSecond),
      unit: '×',
      reach: { is: '≥', limit: 3 },
    }),
  ];
  return { figures, goals };
}

/** @param {Scale} scale */
const thousand = ({ many }) => Math.min(1_000, many);

/** @param {Scale} scale */
const fiveThousand = ({ many }) => Math.min(5_000, many);

/** One user's facts to all of their clients. */
export const fanoutRow = row({
  name: 'fanout',
  title: 'facts told to many clients, each over a WebSocket of its own',
  parts: {
    thousand: (scale) => fanout(thousand(scale), scale),
    fiveThousand: (scale) => fanout(fiveThousand(scale), scale),
    idle: (scale) =>
      idleBytes(() => trackerTeller(2 * fiveThousand(scale), 1), fiveThousand(scale)),
    bareIdle: (scale) => idleBytes(bareTeller, fiveThousand(scale)),
  },
  judge({ thousand, fiveThousand, idle, bareIdle }) {
    const sizes = [findings('1 000', thousand), findings('5 000', fiveThousand)];
    return {
      figures: [
        ...sizes.flatMap(({ figures }) => figures),
        { name: 'an idle connection of 5 000, tracker', value: spread([idle]), unit: 'B' },
        { name: 'an idle connection of 5 000, bare ws', value: spread([bareIdle]), unit: 'B' },
      ],
      goals: [
        ...sizes.flatMap(({ goals }) => goals),
        goal({
          claim: 'bytes of an idle connection, of 5 000',
          against: 'bare ws',
          value: ratio([idle], [bareIdle]),
          unit: '×',
          reach: { is: '≤', limit: 3 },
        }),
      ],
    };
  },
});
