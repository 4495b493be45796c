// @ts-check
import { LIVENESS_MS, LOOK_MS } from './keeper.js';

/** @typedef {import('./keeper.js').Keeper} Keeper */
/** @typedef {{ index: number, aliveAt: number, endsAt: number }} Entry */

const SLOT_MS = 16;

/** One turn of the wheel is a little longer than the silence that is allowed. */
const SLOTS = 1_024;

/** The legacy sweep's pace. */
const SCAN_MS = 2_000;

/** @param {Entry} entry */
const deadlineOf = ({ aliveAt, endsAt }) => Math.min(aliveAt + LIVENESS_MS, endsAt);

/**
 * The entries of both keepers here; they leave out everything but the two deadlines.
 * @param {(entry: Entry) => void} added
 */
function entries(added) {
  /** @type {Entry[]} */
  const all = [];
  return {
    async add(executionTimeoutMs = Infinity) {
      const now = Date.now();
      const endsAt = now + executionTimeoutMs;
      const entry = { index: all.length, aliveAt: now, endsAt };
      all.push(entry);
      added(entry);
      return endsAt;
    },
    beat(/** @type {number} */ index) {
      const entry = all[index];
      if (entry) entry.aliveAt = Date.now();
    },
  };
}

/**
 * A hashed timing wheel: an entry lies in the slot of its deadline, is looked at when the slot comes, and moves on
 * when it has beaten meanwhile.
 * @param {(index: number) => void} heard
 * @returns {Keeper}
 */
export function wheelKeeper(heard) {
  /** @type {Entry[][]} */
  const slots = Array.from({ length: SLOTS }, () => []);
  let swept = Math.floor(Date.now() / SLOT_MS);
  const enter = (/** @type {Entry} */ entry) => {
    const slot = Math.min(Math.floor(deadlineOf(entry) / SLOT_MS), swept + SLOTS - 1);
    slots[slot % SLOTS]?.push(entry);
  };
  const turn = (/** @type {number} */ now) => {
    const list = slots[swept % SLOTS] ?? [];
    slots[swept++ % SLOTS] = [];
    for (const entry of list) {
      if (deadlineOf(entry) < now) heard(entry.index);
      else enter(entry);
    }
  };
  const timer = setInterval(() => {
    const now = Date.now();
    while (swept < Math.floor(now / SLOT_MS)) turn(now);
  }, LOOK_MS);
  const { add, beat } = entries(enter);
  return { add, beat, stop: () => clearInterval(timer) };
}

/**
 * A scan of all of them, as often as the legacy sweep.
 * @param {(index: number) => void} heard
 * @returns {Keeper}
 */
export function scanKeeper(heard) {
  /** @type {Map<string, Entry>} */
  const active = new Map();
  const { add, beat } = entries((entry) => active.set(`exec_${entry.index}`, entry));
  const timer = setInterval(() => {
    const now = Date.now();
    for (const [id, entry] of active) {
      if (deadlineOf(entry) >= now) continue;
      active.delete(id);
      heard(entry.index);
    }
  }, SCAN_MS);
  return { add, beat, stop: () => clearInterval(timer) };
}
