// @ts-check
import { TestServer } from '@tracker/postgres-server';

/** Progress that a durable life writes down while it runs. */
export const STEPS = 5;

/** Lives that each caller lives in one call, one after another. */
const LIVES = 2;

/**
 * Callers at once, each living one life after another.
 * @param {number} callers
 * @param {() => Promise<unknown>} live
 * @returns {import('./duel.js').Contender}
 */
export function crowd(callers, live) {
  const caller = async () => {
    for (let life = 0; life < LIVES; life++) await live();
  };
  return {
    operations: callers * LIVES,
    call: () => Promise.all(Array.from({ length: callers }, caller)),
  };
}

/**
 * Whoever keeps lives in PostgreSQL.
 * @typedef {object} Keeping
 * @property {() => Promise<unknown>} live one whole life; resolves when its end is durable
 * @property {() => Promise<void>} close
 */

/**
 * One server for all, each in a schema or a database of its own.
 * @template Result
 * @param {(url: (database?: string) => string) => Promise<Result>} work
 */
export async function withServer(work) {
  const server = await TestServer.start();
  try {
    return await work((database) => server.url(database));
  } finally {
    await server.stop();
  }
}
