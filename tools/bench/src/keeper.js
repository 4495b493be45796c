// @ts-check
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { startBeating } from './beater.js';
import { observePauses } from './pauses.js';
import { quantile } from './spread.js';

/** Silence that ends an execution, whoever keeps the deadlines. */
export const LIVENESS_MS = 10_000;

/** Between two looks at what is due, as the tracker has it by default. */
export const LOOK_MS = 50;

/** Time given at the end to what is late. */
const GRACE_MS = 500;

/** One in so many runs out of its execution time while it is watched. */
const MORTAL_SHARE = 100;

/**
 * Keeps the deadlines of executions: each ends at its execution timeout, or when it was silent for too long.
 * @typedef {object} Keeper
 * @property {(executionTimeoutMs?: number) => Promise<number>} add starts the next one; resolves with its deadline
 * @property {(index: number) => void} beat
 * @property {() => Promise<void> | void} stop
 */

/**
 * @typedef {object} Kept
 * @property {import('./pauses.js').Pauses} pauses
 * @property {Record<'p50' | 'p99' | 'max', number[]>} lateMs from a deadline until its listener was called, a figure a window
 * @property {number} wrong executions that ended though they beat and had time
 */

/**
 * Fills a keeper, lets everybody beat, and listens to what ends, when, and how long the event loop is held up.
 * @param {(heard: (index: number) => void) => Keeper} make
 * @param {import('./scale.js').Scale} scale
 * @returns {Promise<Kept>}
 */
export async function keepDeadlines(make, scale) {
  const heard = new Map();
  const keeper = make((index) => heard.set(index, Date.now()));
  let size = 0;
  const stopBeating = startBeating(() => size, keeper.beat);
  const mortals = Math.ceil(scale.many / MORTAL_SHARE);
  while (size < scale.many - mortals) {
    await keeper.add();
    if (++size % 250 === 0) await turn();
  }
  const spanMs = scale.windows * scale.windowMs;
  const start = Date.now() + scale.windowMs;
  /** @type {Map<number, number>} */
  const deadlines = new Map();
  for (let mortal = 0; mortal < mortals; mortal++) {
    const dueAt = start + Math.floor((spanMs * mortal) / mortals);
    deadlines.set(size, await keeper.add(Math.max(1, dueAt - Date.now())));
    if (++size % 250 === 0) await turn();
  }
  await sleep(Math.max(0, start - Date.now()));
  const pauses = await observePauses(scale);
  await sleep(GRACE_MS);
  stopBeating();
  await keeper.stop();
  const wrong = [...heard.keys()].filter((index) => !deadlines.has(index)).length;
  return { pauses, lateMs: lateness(deadlines, heard, { start, ...scale }), wrong };
}

/**
 * What nobody heard of is as late as it is by now.
 * @param {Map<number, number>} deadlines
 * @param {Map<number, number>} heard
 * @param {{ start: number, windows: number, windowMs: number }} time
 */
function lateness(deadlines, heard, { start, windows, windowMs }) {
  /** @type {number[][]} */
  const late = Array.from({ length: windows }, () => []);
  const now = Date.now();
  for (const [index, deadline] of deadlines) {
    late[Math.floor((deadline - start) / windowMs)]?.push((heard.get(index) ?? now) - deadline);
  }
  const sorted = late.map((window) => window.sort((a, b) => a - b)).filter(({ length }) => length);
  const each = (/** @type {number} */ share) => sorted.map((window) => quantile(window, share));
  return { p50: each(0.5), p99: each(0.99), max: each(1) };
}
