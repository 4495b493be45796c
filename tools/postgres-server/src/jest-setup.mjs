// @ts-check
import { TestServer } from './test-server.js';

/** One server for all specs of a run; those that kill theirs start their own from its folder. */
export default async function setUp() {
  const server = await TestServer.start();
  Object.assign(globalThis, { trackerTestServer: server });
  process.env['TRACKER_TEST_POSTGRES'] = server.url();
  process.env['TRACKER_TEST_POSTGRES_FOLDER'] = server.folder;
  // when the run itself is killed, nobody else will
  process.once('exit', () => {
    if (server.pid) process.kill(server.pid, 'SIGKILL');
  });
}
