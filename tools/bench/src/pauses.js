// @ts-check
import { once } from 'node:events';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** A thread that does nothing: what holds it up is the machine. It answers with its longest delay since it was last asked. */
const IDLE = `
  const { parentPort } = require('node:worker_threads');
  const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  parentPort.on('message', () => {
    parentPort.postMessage(delay.max / 1e6 - 1);
    delay.reset();
  });
`;

/**
 * The longest of each window, in milliseconds.
 * @typedef {object} Pauses
 * @property {number[]} loop of this thread's event loop
 * @property {number[]} collector of the garbage collector, a part of the former
 * @property {number[]} machine of an idle thread's event loop at the same time
 */

/**
 * Watches this process for some windows of time.
 * @param {{ windows: number, windowMs: number }} scale
 * @returns {Promise<Pauses>}
 */
export async function observePauses({ windows, windowMs }) {
  const idle = new Worker(IDLE, { eval: true });
  await once(idle, 'online');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let collected = 0;
  const collector = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collected = Math.max(collected, duration);
  });
  collector.observe({ entryTypes: ['gc'] });
  /** @type {Pauses} */
  const pauses = { loop: [], collector: [], machine: [] };
  idle.postMessage('from now on');
  await once(idle, 'message');
  delay.enable();
  for (let window = 0; window < windows; window++) {
    delay.reset();
    collected = 0;
    await sleep(windowMs);
    pauses.loop.push(Math.max(0, delay.max / 1e6 - 1)); // the probe's own period of 1 ms is no pause
    pauses.collector.push(collected);
    idle.postMessage('and now');
    const [machine] = await once(idle, 'message');
    pauses.machine.push(Math.max(0, machine));
  }
  delay.disable();
  collector.disconnect();
  await idle.terminate();
  return pauses;
}
