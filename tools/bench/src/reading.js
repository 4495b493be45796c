// @ts-check
import { AgentExecutionTracker } from '@tracker/core';
import { duel, oneByOne } from './duel.js';
import { goal } from './goal.js';
import { AGENT, NO_HURRY, PER_USER, populate, shuffled, userOf } from './population.js';
import { figuresOf } from './rates.js';
import { row } from './row.js';
import { ratio, ratios } from './spread.js';

/** Reads before the event loop turns. */
const READS = 500;
const PAGES = 20;

/**
 * A tracker with so many executions, and what is read from it in mixed order.
 * @param {number} count
 */
async function readers(count) {
  const tracker = new AgentExecutionTracker({ agents: { [AGENT]: NO_HURRY } });
  const ids = await populate(tracker, count);
  const order = shuffled(count);
  let next = 0;
  const step = () => order[(next = (next + 1) % count)] ?? 0;
  const states = new Map(ids.map((id) => [id, 'running']));
  return {
    tracker,
    state: oneByOne(READS, () => tracker.getExecutionState(ids[step()] ?? '')),
    lookup: oneByOne(READS, async () => states.get(ids[step()] ?? '')),
    list: oneByOne(PAGES, async () => {
      const user = tracker.forUser(userOf(step()));
      const { executions } = await user.listExecutions();
      if (executions.length !== PER_USER) throw new Error(`${executions.length} listed`);
    }),
  };
}

/** Reading the state as it truly is, and listing a user's executions. */
export const reading = row({
  name: 'reading',
  title: 'the effective state, and the 20 executions of a user, among few and among many',
  parts: {
    async reads(scale) {
      const few = await readers(scale.few);
      const many = await readers(scale.many);
      const rates = await duel(
        {
          'state, few': few.state,
          'state, many': many.state,
          'Map lookup, few': few.lookup,
          'Map lookup, many': many.lookup,
          'list, few': few.list,
          'list, many': many.list,
        },
        scale,
      );
      await Promise.all([few.tracker.close(), many.tracker.close()]);
      return rates;
    },
  },
  judge({ reads }) {
    const lostBy = (/** @type {string} */ what) =>
      ratios(reads[`${what}, few`] ?? [], reads[`${what}, many`] ?? []);
    return {
      figures: figuresOf(reads),
      goals: [
        // among many a read in mixed order finds nothing in the processor's cache, wherever it looks
        goal({
          claim: 'what getExecutionState loses among many',
          against: 'what a Map lookup loses',
          value: ratio(lostBy('state'), lostBy('Map lookup')),
          unit: '×',
          reach: { is: '≤', limit: 1 },
        }),
        goal({
          claim: 'cost of listing a user among many',
          against: 'the same among few',
          value: ratio(reads['list, few'] ?? [], reads['list, many'] ?? []),
          unit: '×',
          reach: { is: '≤', limit: 3 },
        }),
      ],
    };
  },
});
