import { TestServer } from '@tracker/postgres-server';

/** A server of one's own, to be killed; from the programs and the cluster of the run's own. */
export function ownServer(): Promise<TestServer> {
  const template = process.env['TRACKER_TEST_POSTGRES_FOLDER'];
  if (!template) throw new Error('The test run has started no server; run the specs through jest.');
  return TestServer.start({ template });
}
