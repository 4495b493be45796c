import type { PostgresStore } from './index.js';
import { newSchema, openStore, sql } from './place.fixture.js';

interface LeaseRow {
  readonly renewed_at: string;
  readonly stalled_since: string | null;
  readonly now: string;
}

/** Does nothing else for a while, as a long computation does. */
function beBusy(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a process whose event loop is busy', () => {
  const schema = newSchema();
  let store: PostgresStore;
  let renew: () => Promise<void>;
  let release: () => Promise<void>;

  beforeAll(async () => {
    store = await openStore({ schema, beacon: true });
    const lease = await store.openLease({
      owner: 'busy',
      signsOf: () => undefined,
      sleptSince: () => 0,
    });
    ({ renew, release } = lease);
  });

  afterAll(async () => {
    await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  const lease = async (): Promise<LeaseRow> => {
    const [row] = await sql<LeaseRow>(
      `select *, extract(epoch from clock_timestamp()) * 1000 as now from ${schema}.leases`,
    );
    return row as LeaseRow;
  };

  it('is vouched for by a thread, which says since when it is busy', async () => {
    await renew();
    const before = await lease();
    beBusy(3_000);
    const after = await lease();
    const busyFrom = Number(before.now);
    expect(before.stalled_since).toBeNull();
    expect(Number(after.renewed_at)).toBeGreaterThan(busyFrom);
    // to the nearest looks of the thread
    expect(Number(after.stalled_since)).toBeGreaterThan(busyFrom - 1_000);
    expect(Number(after.stalled_since)).toBeLessThan(Number(after.renewed_at));
  });

  it('speaks for itself again once it turns', async () => {
    await renew();
    expect((await lease()).stalled_since).toBeNull();
  });

  it('is not vouched for any more once it has given its lease back', async () => {
    await release();
    const before = await lease();
    beBusy(2_000);
    expect((await lease()).renewed_at).toBe(before.renewed_at);
  });
});
