// @ts-check
import { randomUUID } from 'node:crypto';
import { DEFAULT_LIMITS } from '@tracker/core';
import pg from 'pg';
import { ANSWER } from './life.js';
import { STEPS } from './durable-life.js';

const TABLES = `
create table hand_executions (
  id text primary key, user_id text not null, version int not null, state text not null, standing text not null,
  outcome text, updated_at bigint not null
) with (fillfactor = 70);
create table hand_events (
  cursor bigint generated always as identity primary key, id text not null, seq int not null, event text not null,
  unique (id, seq)
)`;

/** Compare and set with its event, for many at once. */
const WRITE = `
with given as (
  select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
    as g (id, version, state, standing, outcome, event, at)
), born as (
  insert into hand_executions (id, user_id, version, state, standing, outcome, updated_at)
  select id, 'ann', version, state, standing, outcome, at from given where version = 1 on conflict do nothing returning id
), moved as (
  update hand_executions e set version = g.version, state = g.state, standing = g.standing, outcome = g.outcome,
    updated_at = g.at
  from given g where g.version > 1 and e.id = g.id and e.version = g.version - 1 returning e.id
), done as (
  select id from born union all select id from moved
), told as (
  insert into hand_events (id, seq, event) select g.id, g.version, g.event from given g join done using (id)
) select id from done`;

/** The fields the tracker keeps of where an execution stands. */
const STANDING = {
  phases: [
    { phase: 'created', count: 1, totalMs: 0 },
    { phase: 'starting', count: 1, totalMs: 0 },
  ],
  hold: null,
  heldMs: 0,
  cancel: null,
};

/** Batches under way at once; more only make them smaller. */
const WRITERS = 2;

/**
 * @typedef {object} Step
 * @property {readonly (string | number | null)[]} row
 * @property {() => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * The same rows by hand: state and event in one statement, gathered from all callers into unnest batches. It has no
 * rules, no guards in the database, no order of the feed under concurrent commits, and no leases.
 * @param {string} url
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function postgresByHand(url) {
  const pool = new pg.Pool({ connectionString: url, max: WRITERS });
  await pool.query(TABLES);
  /** @type {Step[]} */
  let waiting = [];
  let writing = 0;
  const write = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const columns = batch[0]?.row.map((_, n) => batch.map(({ row }) => row[n]));
      const { rows } = await pool.query(WRITE, columns);
      const done = new Set(rows.map(({ id }) => id));
      for (const { row, resolve, reject } of batch) {
        if (done.has(row[0])) resolve();
        else reject(new Error('another version is there'));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    writing -= 1;
    begin();
  };
  const begin = () => {
    if (writing >= WRITERS || waiting.length === 0) return;
    writing += 1;
    setImmediate(() => void write());
  };
  /** @type {(...row: (string | number | null)[]) => Promise<void>} */
  const step = (...row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      begin();
    });
  return { live: () => liveByHand(step), close: () => pool.end() };
}

/**
 * A life of rows as large as the tracker's: what it was born with, where it stands, and the facts.
 * @param {(...row: (string | number | null)[]) => Promise<void>} step
 */
async function liveByHand(step) {
  const id = randomUUID();
  const bornAt = Date.now();
  const standing = { ...STANDING, phaseEnteredAt: bornAt, startedAt: bornAt, runningAt: bornAt };
  let version = 0;
  /** @type {(type: string, state: string, more?: { [field: string]: unknown }) => Promise<void>} */
  const tell = (type, state, more = {}) => {
    version += 1;
    const at = Date.now();
    const event = JSON.stringify({ type, executionId: id, seq: version, at, ...more });
    const now = JSON.stringify({ ...standing, progressAt: at, progress: more });
    const outcome = more['outcome'] === undefined ? null : JSON.stringify(more['outcome']);
    return step(id, version, state, now, outcome, event, at);
  };
  await tell('created', 'pending', { userId: 'ann', threadId: 'thread', limits: DEFAULT_LIMITS });
  await tell('state_changed', 'starting', { from: 'pending', to: 'starting' });
  await tell('state_changed', 'running', { from: 'starting', to: 'running' });
  for (let percent = 1; percent <= STEPS; percent++) await tell('progress', 'running', { percent });
  await tell('ended', 'completed', { outcome: ANSWER });
}
