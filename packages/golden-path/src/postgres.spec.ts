import { TestServer } from '@tracker/postgres-server';
import { FAULT_KINDS } from './fault-kind.js';
import { aPlan, criterion, oneOfEach, play } from './run.fixture.js';

// a real server, and real processes on a machine that may be busy
jest.setTimeout(120_000);

/** Those that another store makes no difference to are played over SQLite. */
const KINDS = FAULT_KINDS.filter((kind) =>
  ['worker_killed', 'gateway_killed', 'store_refuses', 'store_blocked', 'client_drops'].includes(
    kind,
  ),
);

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()));
afterAll(() => server.stop());

it('goes the same way over PostgreSQL, also when every connection to it is broken', async () => {
  const plan = aPlan({ journeys: 24, users: 6, faults: oneOfEach(5, KINDS) });
  const report = await play(plan, { store: server.url() });
  expect(report.store).toBe('postgres');
  expect(report.faults.filter(({ struck }) => struck > 0)).toHaveLength(KINDS.length);
  expect(report.faults.filter(({ journeys, asDesigned }) => journeys !== asDesigned)).toEqual([]);
  expect(criterion(report, 'chat response reliability')).toMatchObject({ successes: 24 });
  expect(report.disagreements).toEqual([]);
  expect(report.audit.violations).toEqual([]);
  expect(report.processes.fallen).toEqual([]);
});
