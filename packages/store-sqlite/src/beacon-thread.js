// @ts-check
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * The program of the beacon's thread: looks whether the event loop of the process turns, and while it doesn't, writes
 * into the file that the process is up and since when it is busy.
 * @typedef {object} BeaconOrders
 * @property {string} file
 * @property {string} driver a module of Node or a package whose class opens files
 */

/** @typedef {import('./sqlite-driver.js').Connection} Connection */

const { turns, everyMs, stalledMs, file, driver } =
  /** @type {BeaconOrders & import('@tracker/core/store-kit').LoopOrders} */ (workerData);

const VOUCH = `UPDATE leases
  SET renewed_at = max(renewed_at, ?), stalled_since = coalesce(stalled_since, ?)
  WHERE owner = ? AND released_at IS NULL`;

/** @type {Set<string>} */
const owners = new Set();
/** @type {Connection | undefined} only while it is needed */
let connection;
let seen = -1;
// time in which this thread was stopped too is no time in which the loop was busy: only looks are counted
let looks = 0;

const looking = setInterval(() => {
  const turn = Atomics.load(turns, 0);
  looks = turn === seen ? looks + 1 : 0;
  seen = turn;
  if (looks * everyMs < stalledMs) leave();
  else if (owners.size > 0) vouch(looks * everyMs);
}, everyMs);

parentPort?.on('message', ({ keep, leave: left, end }) => {
  if (keep !== undefined) owners.add(keep);
  if (left !== undefined) owners.delete(left);
  if (!end) return;
  clearInterval(looking);
  leave();
  parentPort?.close();
});

/** @param {number} standingMs */
function vouch(standingMs) {
  try {
    connection ??= connect();
    const statement = connection.prepare(VOUCH);
    const now = Date.now();
    for (const owner of owners) statement.run(now, now - standingMs, owner);
  } catch {
    // the next look tries again; without a word the process is as good as gone to the others
    leave();
  }
}

/** @returns {Connection} */
function connect() {
  const load = createRequire(import.meta.url);
  const Connect = driver === 'node:sqlite' ? load(driver).DatabaseSync : load(driver);
  const opened = new Connect(file);
  // this thread may wait for a lock, and what it writes may be lost with the machine: then the process is gone too
  opened.exec('PRAGMA busy_timeout = 1000; PRAGMA synchronous = NORMAL');
  return opened;
}

function leave() {
  const left = connection;
  connection = undefined;
  left?.close();
}
