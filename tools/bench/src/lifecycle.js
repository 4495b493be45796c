// @ts-check
import { duel, oneByOne } from './duel.js';
import { handWrittenLife } from './life-by-hand.js';
import { machinaLife } from './life-machina.js';
import { robotLife } from './life-robot.js';
import { trackedLife, watchedLife } from './life-tracked.js';
import { xstateLife } from './life-xstate.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';

/** Lives lived before the event loop turns. */
const BATCH = 50;

const BY_HAND = 'Map by hand';

/** A whole life in memory. */
export const lifecycle = row({
  name: 'lifecycle',
  title: 'a life in memory, with history, outcome and events',
  parts: {
    async lives(scale) {
      const tracked = trackedLife();
      const rates = await duel(
        {
          tracker: oneByOne(BATCH, tracked.live),
          [BY_HAND]: oneByOne(BATCH, handWrittenLife().live),
          'XState actor': oneByOne(BATCH, xstateLife().live),
          machina: oneByOne(BATCH, machinaLife().live),
          robot3: oneByOne(BATCH, robotLife().live),
        },
        scale,
      );
      await tracked.tracker.close();
      return rates;
    },
    // apart: who watches is busy long after the lives that it hears of, when it would be somebody else's turn
    async watched(scale) {
      const { tracker, live } = watchedLife();
      const rates = await duel({ 'tracker, watched': oneByOne(BATCH, live) }, scale);
      await tracker.close();
      return rates;
    },
  },
  judge({ lives, watched }) {
    const claim = 'lives per second';
    const ahead = ['XState actor', 'machina', 'robot3'].map((peer) =>
      faster(lives, { claim, ours: 'tracker', peer, reach: { is: '>', limit: 1 } }),
    );
    const beside = { claim, ours: 'tracker', peer: BY_HAND };
    return {
      figures: [...figuresOf(lives), ...figuresOf(watched)],
      goals: [faster(lives, { ...beside, reach: { is: '≥', limit: 0.25 } }), ...ahead],
    };
  },
});
