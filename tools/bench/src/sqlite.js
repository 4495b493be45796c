// @ts-check
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteStore } from '@tracker/store-sqlite';
import { livesWith, trackedIn } from './durable-life.js';
import { goal } from './goal.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';
import { ratio, spread } from './spread.js';
import { sqliteByHand, sqliteSingly } from './sqlite-by-hand.js';
import { withFolder } from './sqlite-place.js';
import { sweepAmong } from './sqlite-sweep.js';

const OURS = 'tracker';
const BY_HAND = 'by hand, group commit';
const SINGLY = 'by hand, single commits';
/** @param {string} file */
const sqliteTracked = async (file) => trackedIn(await SqliteStore.open({ file }));

const BOTH = { [OURS]: sqliteTracked, [BY_HAND]: sqliteByHand };

/**
 * Lets so many callers live with each keeper, each in a file of its own.
 * @param {number} callers
 * @param {Record<string, (file: string) => Promise<import('./durable-life.js').Keeping>>} keepers
 * @param {import('./scale.js').Scale} scale
 */
function measured(callers, keepers, scale) {
  return withFolder((place) => livesWith(keepers, place, { ...scale, callers }));
}

/**
 * How late the event loop is, 99 of 100 times at most, in milliseconds a window.
 * @param {import('./scale.js').Scale} scale
 */
async function delays({ windows, windowMs }) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const found = [];
  for (let window = 0; window < windows; window++) {
    delay.reset();
    await sleep(windowMs);
    found.push(Math.max(0, delay.percentile(99) / 1e6 - 1)); // the probe's own period of 1 ms is no delay
  }
  delay.disable();
  return found;
}

/** @param {import('./scale.js').Scale} scale */
async function delaysOfBoth(scale) {
  const idle = await delays(scale);
  return withFolder(async (place) => {
    const { live, close } = await sqliteTracked(place('flat-out'));
    let over = false;
    const callers = Array.from({ length: 50 }, async () => {
      while (!over) await live();
    });
    const busy = await delays(scale);
    over = true;
    await Promise.all(callers);
    await close();
    return { idle, busy };
  });
}

/** A whole life in SQLite, every step of it durable before the next; and what it costs to keep many. */
export const sqlite = row({
  name: 'sqlite',
  title:
    'a life in SQLite (FULL): 9 durable steps, history, outcome and events; sweeping among many',
  parts: {
    one: (scale) => measured(1, { [OURS]: sqliteTracked, [SINGLY]: sqliteSingly }, scale),
    fifty: (scale) => measured(50, BOTH, scale),
    thousand: (scale) => measured(Math.min(1_000, scale.many), BOTH, scale),
    delay: delaysOfBoth,
    few: (scale) => sweepAmong(Math.ceil(scale.many / 100), scale.rounds),
    more: (scale) => sweepAmong(Math.ceil(scale.many / 10), scale.rounds),
    many: (scale) => sweepAmong(scale.many, scale.rounds),
  },
  judge({ one, fifty, thousand, delay, few, more, many }) {
    /** @param {string} callers @param {import('./duel.js').Rates} rates */
    const named = (callers, rates) =>
      figuresOf(rates).map((figure) => ({ ...figure, name: `${figure.name}, ${callers}` }));
    const ms = (/** @type {string} */ name, /** @type {number[]} */ values) => ({
      name,
      value: spread(values),
      unit: 'ms',
    });
    const half = /** @type {const} */ ({ is: '≥', limit: 0.5 });
    return {
      figures: [
        ...named('1 caller', one),
        ...named('50 callers', fifty),
        ...named('1 000 callers', thousand),
        ms('event-loop delay p99, idle', delay.idle),
        ms('event-loop delay p99, 50 callers flat out', delay.busy),
        ...[few, more, many].flatMap(({ ended, live, sweep, idle, open }) => [
          ms(`open, ${ended} ended, ${live} live`, open),
          ms(`sweep, nothing due, ${ended} ended, ${live} live`, idle),
          ms(`sweep, 100 due, ${ended} ended, ${live} live`, sweep),
        ]),
      ],
      goals: [
        faster(one, {
          claim: 'lives per second, 1 caller',
          ours: OURS,
          peer: SINGLY,
          reach: { is: '≥', limit: 0.7 },
        }),
        faster(fifty, {
          claim: 'lives per second, 50 callers',
          ours: OURS,
          peer: BY_HAND,
          reach: half,
        }),
        faster(thousand, {
          claim: 'lives per second, 1 000 callers',
          ours: OURS,
          peer: BY_HAND,
          reach: half,
        }),
        goal({
          claim: 'event-loop delay p99, flat out',
          against: 'a limit',
          value: spread(delay.busy),
          unit: 'ms',
          reach: { is: '<', limit: 10 },
        }),
        goal({
          claim: 'a sweep that finds 100, among many',
          against: 'among a hundredth',
          value: ratio(many.sweep, few.sweep),
          unit: '×',
          reach: { is: '≤', limit: 3 },
        }),
      ],
    };
  },
});
