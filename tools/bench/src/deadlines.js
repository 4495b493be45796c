// @ts-check
import { goal } from './goal.js';
import { keepDeadlines } from './keeper.js';
import { trackedKeeper } from './keeper-tracked.js';
import { scanKeeper, wheelKeeper } from './keepers-by-hand.js';
import { row } from './row.js';
import { spread } from './spread.js';

/** @typedef {import('./keeper.js').Kept} Kept */

/**
 * What is reported of a keeper without a goal.
 * @param {string} name
 * @param {Kept} kept
 */
function figures(name, { pauses, lateMs }) {
  const shown = {
    'longest pause': pauses.loop,
    'garbage collector’s part of it': pauses.collector,
    'longest pause of an idle thread': pauses.machine,
    'lateness p50': lateMs.p50,
    'lateness p99': lateMs.p99,
    'lateness max': lateMs.max,
  };
  return Object.entries(shown).map(([what, values]) => ({
    name: `${name}: ${what}`,
    value: spread(values),
    unit: 'ms',
  }));
}

/** Deadlines in real time, while everybody beats. */
export const deadlines = row({
  name: 'deadlines',
  title: 'the deadlines of all live executions in real time, while all beat',
  parts: {
    tracker: (scale) => keepDeadlines(trackedKeeper, scale),
    wheel: (scale) => keepDeadlines(wheelKeeper, scale),
    scan: (scale) => keepDeadlines(scanKeeper, scale),
  },
  judge({ tracker, wheel, scan }) {
    const limit = (/** @type {number} */ ms) => ({ is: /** @type {const} */ ('<'), limit: ms });
    const against = 'limit';
    return {
      figures: [
        ...figures('tracker', tracker),
        ...figures('timing wheel by hand', wheel),
        ...figures('Map scan every 2 s', scan),
      ],
      goals: [
        goal({
          claim: 'longest pause of the event loop',
          against,
          value: spread(tracker.pauses.loop),
          unit: 'ms',
          reach: limit(10),
        }),
        goal({
          claim: 'latest of all ends heard of',
          against,
          value: spread(tracker.lateMs.max),
          unit: 'ms',
          reach: limit(100),
        }),
        goal({
          claim: 'ended though they beat',
          against,
          value: spread([tracker.wrong]),
          unit: '',
          reach: { is: '≤', limit: 0 },
        }),
      ],
    };
  },
});
