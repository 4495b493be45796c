// @ts-check
import { EventEmitter } from 'node:events';
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { ANSWER } from './life.js';
import { STEPS } from './durable-life.js';

const SILENT = new Logger(() => () => undefined);

/**
 * graphile-worker: a job is added, found by a runner of 50, and completed. It deletes what is done and keeps neither
 * progress nor output, so both go into tables beside.
 * @param {string} url
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function postgresGraphile(url) {
  const pgPool = new pg.Pool({ connectionString: url, max: 20 });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  await pgPool.query(`create table graphile_progress (job text, step int, primary key (job, step));
    create table graphile_output (job text primary key, output jsonb)`);
  const events = new EventEmitter();
  /** @type {Map<string, () => void>} */
  const done = new Map();
  events.on('job:complete', ({ job }) => done.get(job.payload.name)?.());
  /** @type {import('graphile-worker').Task} */
  const bench = async (_payload, { job, query }) => {
    for (let step = 1; step <= STEPS; step++) {
      await query('insert into graphile_progress values ($1, $2)', [job.id, step]);
    }
    await query('insert into graphile_output values ($1, $2)', [job.id, JSON.stringify(ANSWER)]);
  };
  const runner = await run({
    pgPool,
    concurrency: 50,
    noHandleSignals: true,
    logger: SILENT,
    events,
    taskList: { bench },
  });
  let names = 0;
  return {
    live: () =>
      new Promise((resolve, reject) => {
        const name = String((names += 1));
        done.set(name, () => {
          done.delete(name);
          resolve(undefined);
        });
        runner.addJob('bench', { name, user: 'ann', thread: 'thread' }).catch(reject);
      }),
    close: async () => {
      await runner.stop();
      await pgPool.end();
    },
  };
}
