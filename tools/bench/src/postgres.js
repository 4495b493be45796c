// @ts-check
import { PostgresStore } from '@tracker/store-postgres';
import { livesWith, trackedIn } from './durable-life.js';
import { postgresBoss } from './postgres-boss.js';
import { postgresByHand } from './postgres-by-hand.js';
import { postgresDbos } from './postgres-dbos.js';
import { postgresGraphile } from './postgres-graphile.js';
import { withServer } from './postgres-place.js';
import { faster, figuresOf } from './rates.js';
import { row } from './row.js';

const BY_HAND = 'unnest by hand';

/** @param {string} url */
const postgresTracked = async (url) => trackedIn(await PostgresStore.open({ url }));

const BOTH = { tracker: postgresTracked, [BY_HAND]: postgresByHand };

/** Others who keep work in PostgreSQL; none writes for many callers at once. */
const PEERS = { 'pg-boss': postgresBoss, 'graphile-worker': postgresGraphile, DBOS: postgresDbos };

/**
 * Lets so many callers live with each keeper, on one server.
 * @param {number} callers
 * @param {Record<string, (url: string) => Promise<import('./durable-life.js').Keeping>>} keepers
 * @param {import('./scale.js').Scale} scale
 */
function measured(callers, keepers, scale) {
  return withServer((url) => livesWith(keepers, () => url(), { ...scale, callers }));
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
