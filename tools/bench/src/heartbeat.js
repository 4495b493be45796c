// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { duel } from './duel.js';
import { goal } from './goal.js';
import { AGENT, NO_HURRY, populate, shuffled } from './population.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';
import { spread } from './spread.js';

/** Heartbeats in one call. */
const BATCH = 5_000;

const MIXED = 'tracker, mixed order';
const IN_ORDER = 'tracker, order of creation';
const BARE = 'bare objects, mixed order';

/** The legacy sweep looks at everybody every 2 s, and agents beat every 5 s: 2.5 looks a beat. */
const LOOKS_PER_BEAT = 2.5;
const SILENCE_MS = 10_000;

/**
 * Beats for everybody in an order, again and again, some at a call.
 * @param {ArrayLike<number>} order
 * @param {(index: number) => unknown} beat
 */
function rounds(order, beat) {
  let next = 0;
  const operations = Math.min(BATCH, order.length);
  const call = () => {
    for (let i = 0; i < operations; i++) {
      beat(order[next] ?? 0);
      next = next + 1 === order.length ? 0 : next + 1;
    }
  };
  return { operations, call };
}

/** The floor: the instant into a typed array. @param {Int32Array} order */
function typedArray(order) {
  const aliveAt = new Float64Array(order.length);
  return rounds(order, (index) => (aliveAt[index] = Date.now()));
}

/** What memory allows: an object for each in an array, a number in it, and the clock. @param {Int32Array} order */
function bareObjects(order) {
  const objects = Array.from(order, () => ({ aliveAt: 0 }));
  return rounds(order, (index) => {
    const object = objects[index];
    if (object) object.aliveAt = Date.now();
  });
}

/** A timer for each, set anew with every beat. @param {Int32Array} order */
function timers(order) {
  const silence = () => {};
  const own = Array.from(order, () => setTimeout(silence, 3_600_000).unref());
  const again = rounds(order, (index) => {
    clearTimeout(own[index]);
    own[index] = setTimeout(silence, 3_600_000).unref();
  });
  return { ...again, stop: () => own.forEach((timer) => clearTimeout(timer)) };
}

/**
 * What finding a record by its id costs, before anything is done with it.
 * @param {string[]} ids
 * @param {Int32Array} order
 */
function lookup(ids, order) {
  const records = new Map(ids.map((id) => [id, { aliveAt: 0 }]));
  let found = 0;
  return rounds(order, (index) => (found += records.get(ids[index] ?? '') ? 1 : 0));
}

/**
 * The legacy way: a record in a map, found by id, and a sweep over all of them.
 * @param {string[]} ids
 * @param {Int32Array} order
 */
function scannedMap(ids, order) {
  const records = new Map(ids.map((id) => [id, { aliveAt: Date.now(), beats: 0, silent: false }]));
  const beating = rounds(order, (index) => {
    const record = records.get(ids[index] ?? '');
    if (!record) return;
    record.aliveAt = Date.now();
    record.beats += 1;
  });
  let looks = 0;
  const call = () => {
    beating.call();
    looks += beating.operations * LOOKS_PER_BEAT;
    if (looks < records.size) return;
    looks -= records.size;
    const now = Date.now();
    for (const record of records.values()) record.silent = now - record.aliveAt > SILENCE_MS;
  };
  return { operations: beating.operations, call };
}

/** A sign of life among many. */
export const heartbeat = row({
  name: 'heartbeat',
  title: 'a sign of life, among all the live executions',
  parts: {
    async beats(scale) {
      const tracker = new AgentExecutionTracker({ agents: { [AGENT]: NO_HURRY } });
      const ids = await populate(tracker, scale.many);
      const mixed = shuffled(ids.length);
      const inOrder = Int32Array.from(ids, (_, index) => index);
      const beat = (/** @type {number} */ index) => {
        if (!tracker.heartbeat(ids[index] ?? '')) throw new Error('a live execution is not driven');
      };
      const driven = ids.map((id) => tracker.driven(id));
      const beatDriven = (/** @type {number} */ index) => {
        if (!driven[index]?.heartbeat()) throw new Error('a live execution is not driven');
      };
      const timed = timers(mixed);
      const contenders = {
        [MIXED]: rounds(mixed, beatDriven),
        [IN_ORDER]: rounds(inOrder, beatDriven),
        'tracker, by id, mixed order': rounds(mixed, beat),
        'tracker, by id, order of creation': rounds(inOrder, beat),
        'typed array': typedArray(mixed),
        [BARE]: bareObjects(mixed),
        'Map lookup, mixed order': lookup(ids, mixed),
        'Map lookup, order of creation': lookup(ids, inOrder),
        'setTimeout + clearTimeout': timed,
        'Map with a scan': scannedMap(ids, mixed),
      };
      const rates = await duel(contenders, scale);
      timed.stop();
      await tracker.close();
      return rates;
    },
  },
  judge({ beats }) {
    const inOrder = goal({
      claim: 'heartbeats, order of creation',
      against: 'limit',
      value: spread((beats[IN_ORDER] ?? []).map((rate) => rate / 1e6)),
      unit: 'M/s',
      reach: { is: '≥', limit: 5 },
    });
    const mixed = faster(beats, {
      claim: 'heartbeats, mixed order',
      ours: MIXED,
      peer: BARE,
      reach: { is: '≥', limit: 0.5 },
    });
    return { figures: figuresOf(beats), goals: [inOrder, mixed] };
  },
});
