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

/**
 * Tellings before the first that counts: until everything is compiled, and because the first ones after a pause cost
 * a third more, whoever tells.
 */
const WARM_UP = 20;

/** What one server did, a figure a round. */
/** @typedef {{ perSecond: number[], p99Ms: number[], cpuUs: number[] }} Told */

/** @typedef {{ tracker: Told, bare: Told, burst: Told, bareBurst: Told }} Fanout */

/**
 * How often a crowd is told in a round. One message at a time so often that chance moves the median by a hundredth
 * and little more, but not so often that the executions get long histories, of which not each fact is told; bursts
 * are further apart, and take longer.
 * @param {number} clients
 * @param {number} messages
 * @param {Scale} scale
 */
const tellings = (clients, messages, { timeMs }) =>
  Math.max(1, Math.round((timeMs * (messages === 1 ? 320 : 80)) / clients));

/**
 * Tells a crowd some messages and waits until all of it has them.
 * @param {{ teller: Teller, crowd: Crowd }} stage
 * @param {number} messages
 */
async function telling({ teller, crowd }, messages) {
  const { had } = await crowd.expect(teller.url, messages);
  const before = process.cpuUsage();
  const began = Number(process.hrtime.bigint()) / 1e6;
  await teller.tell(messages);
  const { lastAt, p99At } = await had;
  const { user, system } = process.cpuUsage(before);
  return { ms: lastAt - began, p99Ms: p99At - began, cpuUs: user + system };
}

/**
 * Tellers take turns, telling by telling, A B, B A, A B …: what comes over the machine meanwhile comes over all of
 * them, and each clears away behind the other as often as the other does behind it.
 * @param {{ tellers: Teller[], crowd: Crowd, clients: number }} stage
 * @param {{ messages: number, times: number }} asked
 */
async function round({ tellers, crowd, clients }, { messages, times }) {
  const did = tellers.map((teller) => ({
    teller,
    ms: 0,
    cpuUs: 0,
    p99: /** @type {number[]} */ ([]),
  }));
  for (let time = 0; time < times; time++) {
    for (const one of did) {
      const { ms, p99Ms, cpuUs } = await telling({ teller: one.teller, crowd }, messages);
      one.ms += ms;
      one.cpuUs += cpuUs;
      one.p99.push(p99Ms);
    }
    did.reverse();
  }
  const deliveries = clients * messages * times;
  return new Map(
    did.map(({ teller, ms, cpuUs, p99 }) => [
      teller,
      {
        perSecond: (deliveries * 1_000) / ms,
        p99Ms: quantile(
          p99.sort((a, b) => a - b),
          0.5,
        ),
        cpuUs: cpuUs / deliveries,
      },
    ]),
  );
}

/** @returns {Told} */
const nothing = () => ({ perSecond: [], p99Ms: [], cpuUs: [] });

/**
 * @param {Told} told
 * @param {{ perSecond: number, p99Ms: number, cpuUs: number } | undefined} did
 */
function note(told, did) {
  if (!did) return;
  told.perSecond.push(did.perSecond);
  told.p99Ms.push(did.p99Ms);
  told.cpuUs.push(did.cpuUs);
}

/**
 * The tracker's server and bare `ws` in one process, each with so many clients.
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
  const told = { tracker: nothing(), bare: nothing(), burst: nothing(), bareBurst: nothing() };
  /** @type {[number, Told, Told][]} */
  const asked = [
    [1, told.tracker, told.bare],
    [BURST, told.burst, told.bareBurst],
  ];
  for (const [messages, byOurs, byBare] of asked) {
    const times = tellings(clients, messages, scale);
    await round({ tellers, crowd, clients }, { messages, times: WARM_UP });
    for (let turn = 0; turn < scale.rounds; turn++) {
      const did = await round({ tellers, crowd, clients }, { messages, times });
      note(byOurs, did.get(ours));
      note(byBare, did.get(bare));
    }
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
