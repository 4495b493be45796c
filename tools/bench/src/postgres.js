// @ts-check
import { duel } from './duel.js';
import { postgresBoss } from './postgres-boss.js';
import { postgresByHand } from './postgres-by-hand.js';
import { postgresDbos } from './postgres-dbos.js';
import { postgresGraphile } from './postgres-graphile.js';
import { crowd, withServer } from './postgres-life.js';
import { postgresTracked } from './postgres-tracked.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';

const BY_HAND = 'unnest by hand';

const BOTH = { tracker: postgresTracked, [BY_HAND]: postgresByHand };

/** Others who keep work in PostgreSQL; none writes for many callers at once. */
const PEERS = { 'pg-boss': postgresBoss, 'graphile-worker': postgresGraphile, DBOS: postgresDbos };

/**
 * Lets so many callers live with each keeper, on one server.
 * @param {number} callers
 * @param {Record<string, (url: string) => Promise<import('./postgres-life.js').Keeping>>} keepers
 * @param {import('./scale.js').Scale} scale
 */
function measured(callers, keepers, scale) {
  return withServer(async (url) => {
    /** @type {Record<string, import('./postgres-life.js').Keeping>} */
    const keepings = {};
    for (const [name, keep] of Object.entries(keepers)) keepings[name] = await keep(url());
    const contenders = Object.entries(keepings).map(([name, { live }]) => [
      name,
      crowd(callers, live),
    ]);
    const rates = await duel(Object.fromEntries(contenders), scale);
    for (const { close } of Object.values(keepings)) await close();
    return rates;
  });
}

/** A whole life in PostgreSQL, every step of it durable before the next. */
export const postgres = row({
  name: 'postgres',
  title: 'a life in PostgreSQL: 9 durable steps, history, outcome and events',
  parts: {
    fifty: (scale) => measured(Math.min(50, scale.few / 8), { ...BOTH, ...PEERS }, scale),
    thousand: (scale) => measured(Math.min(1_000, scale.many / 10), BOTH, scale),
  },
  judge({ fifty, thousand }) {
    const claim = 'lives per second, 50 callers';
    const ours = 'tracker';
    const half = /** @type {const} */ ({ is: '≥', limit: 0.5 });
    const ahead = Object.keys(PEERS).map((peer) =>
      faster(fifty, { claim, ours, peer, reach: { is: '>', limit: 1 } }),
    );
    return {
      figures: [
        ...figuresOf(fifty),
        ...figuresOf(thousand).map((figure) => ({
          ...figure,
          name: `${figure.name}, 1 000 callers`,
        })),
      ],
      goals: [
        faster(fifty, { claim, ours, peer: BY_HAND, reach: half }),
        faster(thousand, {
          claim: 'lives per second, 1 000 callers',
          ours,
          peer: BY_HAND,
          reach: half,
        }),
        ...ahead,
      ],
    };
  },
});
