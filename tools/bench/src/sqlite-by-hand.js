// @ts-check
import { randomUUID } from 'node:crypto';
import { DEFAULT_LIMITS } from '@tracker/core';
import { ANSWER } from './life.js';
import { STEPS } from './durable-life.js';
import { connect } from './sqlite-place.js';

const TABLES = `
CREATE TABLE executions (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
  updated_at INTEGER NOT NULL, outcome TEXT
) STRICT;
CREATE INDEX executions_user ON executions (user_id, state, no);
CREATE TABLE events (
  cursor INTEGER PRIMARY KEY, id TEXT NOT NULL, seq INTEGER NOT NULL, user_id TEXT NOT NULL, event TEXT NOT NULL,
  UNIQUE (id, seq)
) STRICT`;

/** @typedef {{ id: string, version: number, state: string, outcome: string | null, event: string, at: number }} Step */

/**
 * Writes steps: a compare and set with its event.
 * @param {Awaited<ReturnType<typeof connect>>} connection
 * @returns {(steps: readonly Step[]) => void}
 */
function writer(connection) {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const end = connection.prepare('COMMIT');
  const bear = connection.prepare(
    'INSERT INTO executions (id, user_id, version, state, updated_at, outcome) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const move = connection.prepare(
    'UPDATE executions SET version = ?, state = ?, updated_at = ?, outcome = ? WHERE id = ? AND version = ?',
  );
  const tell = connection.prepare(
    'INSERT INTO events (id, seq, user_id, event) VALUES (?, ?, ?, ?)',
  );
  return (steps) => {
    begin.run();
    for (const { id, version, state, outcome, event, at } of steps) {
      if (version === 1) bear.run(id, 'ann', version, state, at, outcome);
      else move.run(version, state, at, outcome, id, version - 1);
      tell.run(id, version, 'ann', event);
    }
    end.run();
  };
}

/**
 * The same rows by hand, each step a commit of its own.
 * @param {string} file
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function sqliteSingly(file) {
  const connection = await connect(file);
  connection.exec(TABLES);
  const write = writer(connection);
  return {
    live: () => live(async (step) => write([step])),
    close: async () => void connection.close(),
  };
}

/**
 * The same rows by hand, those of all callers in one commit a turn of the event loop. It has no rules, no counts, no
 * deadlines, and no leases.
 * @param {string} file
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function sqliteByHand(file) {
  const connection = await connect(file);
  connection.exec(TABLES);
  const write = writer(connection);
  /** @type {{ step: Step, resolve: () => void }[]} */
  let waiting = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    write(batch.map(({ step }) => step));
    for (const { resolve } of batch) resolve();
  };
  /** @type {(step: Step) => Promise<void>} */
  const commit = (step) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ step, resolve });
    });
  return { live: () => live(commit), close: async () => void connection.close() };
}

/** @param {(step: Step) => Promise<void>} commit */
async function live(commit) {
  const id = randomUUID();
  let version = 0;
  /** @type {(type: string, state: string, more: Record<string, unknown>) => Promise<void>} */
  const tell = (type, state, more) => {
    version += 1;
    const at = Date.now();
    const event = JSON.stringify({ type, executionId: id, seq: version, at, ...more });
    const outcome = 'outcome' in more ? JSON.stringify(more['outcome']) : null;
    return commit({ id, version, state, outcome, event, at });
  };
  await tell('created', 'pending', { userId: 'ann', threadId: 'thread', limits: DEFAULT_LIMITS });
  await tell('state_changed', 'starting', { from: 'pending', to: 'starting' });
  await tell('state_changed', 'running', { from: 'starting', to: 'running' });
  for (let percent = 1; percent <= STEPS; percent++) await tell('progress', 'running', { percent });
  await tell('ended', 'completed', { outcome: ANSWER });
}
