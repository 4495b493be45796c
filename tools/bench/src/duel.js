// @ts-check
import { setImmediate as turn } from 'node:timers/promises';
import { Bench } from 'tinybench';

/**
 * One of those that do the same work.
 * @typedef {object} Contender
 * @property {number} operations done by one call; many, so that reading the clock does not count
 * @property {() => unknown} call
 */

/** @typedef {Record<string, number[]>} Rates operations per second, a figure a round */

/**
 * Lets contenders take turns, A B C, C B A, A B C …, and reports how fast each was in each round.
 * @param {Record<string, Contender>} contenders
 * @param {{ rounds: number, timeMs: number }} scale
 * @returns {Promise<Rates>}
 */
export async function duel(contenders, { rounds, timeMs }) {
  const order = Object.entries(contenders);
  for (const [name, contender] of order) await rate(name, contender, timeMs);
  /** @type {Rates} */
  const rates = Object.fromEntries(order.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, contender] of order) {
      rates[name]?.push(await rate(name, contender, timeMs));
    }
    order.reverse();
  }
  return rates;
}

/**
 * Operations per second. The mean and not the median of the calls: collecting the garbage is part of the work.
 * @param {string} name
 * @param {Contender} contender
 * @param {number} time
 */
async function rate(name, { operations, call }, time) {
  await turn();
  const bench = new Bench({ time, iterations: 1, warmup: false, throws: true });
  const task = bench.add(name, call).getTask(name);
  await bench.run();
  if (task?.result.state !== 'completed') throw new Error(`"${name}" could not be measured`);
  return (operations * 1_000) / task.result.latency.mean;
}

/**
 * A contender that does `once` one after another and then lets the event loop turn, as a server does.
 * @param {number} operations
 * @param {() => unknown} once
 * @returns {Contender}
 */
export function oneByOne(operations, once) {
  const call = async () => {
    for (let i = 0; i < operations; i++) await once();
    await turn();
  };
  return { operations, call };
}
