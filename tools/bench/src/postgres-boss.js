// @ts-check
import PgBoss from 'pg-boss';
import { ANSWER } from './life.js';
import { STEPS } from './durable-life.js';

const QUEUE = 'bench';

/**
 * pg-boss: a job is sent, fetched, worked on and completed with its output. It keeps no progress, so that goes into a
 * table beside; it keeps no history and no limits of its own.
 * @param {string} url
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function postgresBoss(url) {
  const boss = new PgBoss({ connectionString: url, max: 10, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(QUEUE);
  const db = boss.getDb();
  await db.executeSql(
    'create table boss_progress (job text, step int, primary key (job, step))',
    [],
  );
  return {
    live: async () => {
      await boss.send(QUEUE, { user: 'ann', thread: 'thread' });
      const job = await taken(boss);
      for (let step = 1; step <= STEPS; step++) {
        await db.executeSql('insert into boss_progress values ($1, $2)', [job.id, step]);
      }
      await boss.complete(QUEUE, job.id, ANSWER);
    },
    close: () => boss.stop({ graceful: false }),
  };
}

/**
 * A job, of this caller or of another: each sends one and takes one. A fetch may come back empty although one is there,
 * when another caller has taken the only one that its snapshot showed; a worker asks again, and so does this.
 * @param {PgBoss} boss
 */
async function taken(boss) {
  for (;;) {
    const [job] = await boss.fetch(QUEUE);
    if (job) return job;
  }
}
