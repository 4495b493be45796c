// @ts-check
import { DBOS } from '@dbos-inc/dbos-sdk';
import { ANSWER } from './life.js';
import { STEPS } from './durable-life.js';

/**
 * DBOS: a durable workflow of five durable steps, with its output. The nearest to a history that it keeps are the
 * steps.
 * @param {string} url
 * @returns {Promise<import('./durable-life.js').Keeping>}
 */
export async function postgresDbos(url) {
  const workflow = DBOS.registerWorkflow(
    async (/** @type {{ user: string, thread: string }} */ _request) => {
      for (let step = 1; step <= STEPS; step++) {
        await DBOS.runStep(async () => step, { name: `step ${step}` });
      }
      return ANSWER;
    },
    { name: 'bench' },
  );
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: url,
    systemDatabasePoolSize: 10,
    logLevel: 'error',
    runAdminServer: false,
  });
  await DBOS.launch();
  return {
    live: async () => {
      const handle = await DBOS.startWorkflow(workflow)({ user: 'ann', thread: 'thread' });
      return handle.getResult();
    },
    close: () => DBOS.shutdown(),
  };
}
