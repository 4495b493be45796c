// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';

/**
 * The program of the beacon's thread: looks whether the event loop of the process turns, and while it doesn't, says
 * to the database that the process is up and since when it is busy.
 * @typedef {object} BeaconOrders
 * @property {string} statement renews the leases of some owners: their names, and how long the loop has been standing
 * @property {import('pg').ClientConfig} connection
 */

const { turns, everyMs, stalledMs, statement, connection } =
  /** @type {BeaconOrders & import('@tracker/core/store-kit').LoopOrders} */ (workerData);

/** @type {Set<string>} */
const owners = new Set();

parentPort?.on('message', ({ keep, leave }) => {
  if (keep !== undefined) owners.add(keep);
  if (leave !== undefined) owners.delete(leave);
});

let seen = -1;
// time in which this thread was stopped too is no time in which the loop was busy: only looks are counted
let looks = 0;
/** @type {pg.Client | undefined} */
let client;

async function look() {
  const turn = Atomics.load(turns, 0);
  looks = turn === seen ? looks + 1 : 0;
  seen = turn;
  if (looks * everyMs < stalledMs) return leave();
  if (owners.size > 0) await vouch(looks * everyMs);
}

/** @param {number} standingMs */
async function vouch(standingMs) {
  try {
    if (!client) {
      client = new pg.Client(connection);
      client.on('error', leave);
      await client.connect();
    }
    await client.query(statement, [[...owners], standingMs]);
  } catch {
    // the next look tries again; without an answer the process is as good as gone to the others
    leave();
  }
}

function leave() {
  const left = client;
  client = undefined;
  left?.end().catch(() => undefined);
}

function again() {
  setTimeout(() => void look().then(again), everyMs);
}

again();
