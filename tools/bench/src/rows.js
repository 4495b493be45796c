// @ts-check
import { deadlines } from './deadlines.js';
import { fanoutRow } from './fanout.js';
import { guard } from './guard.js';
import { heartbeat } from './heartbeat.js';
import { lifecycle } from './lifecycle.js';
import { memory } from './memory.js';
import { postgres } from './postgres.js';
import { reading } from './reading.js';
import { sqlite } from './sqlite.js';

/** All rows, in the order in which they run and are shown. @type {readonly import('./row.js').Row[]} */
export const ROWS = [
  lifecycle,
  heartbeat,
  deadlines,
  memory,
  guard,
  reading,
  sqlite,
  postgres,
  fanoutRow,
];

/** @param {string} name */
export function rowNamed(name) {
  const found = ROWS.find((row) => row.name === name);
  if (found) return found;
  throw new Error(
    `There is no row "${name}"; there are ${ROWS.map((row) => row.name).join(', ')}.`,
  );
}
