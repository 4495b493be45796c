import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker } from '@tracker/core';
import { connect } from './database.js';
import { SqliteStore } from './index.js';
import { loadDriver } from './sqlite-driver.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MEGABYTE = 1_000_000;

describe('the log of a file', () => {
  it('grows while a reader holds an old picture, and is as small as ever soon after', async () => {
    const file = join(folder, 'burst.db');
    const store = await SqliteStore.open({ file });
    const tracker = new AgentExecutionTracker({ store });
    const metadata = { note: 'x'.repeat(20_000) };
    const request = { agentName: 'triage', userId: 'ann', threadId: 't', metadata };
    const burst = (count: number) =>
      Promise.all(Array.from({ length: count }, () => tracker.createExecution(request)));
    const log = (): number => statSync(`${file}-wal`).size;

    await burst(50);
    const reader = connect(await loadDriver(), file);
    reader.exec('BEGIN; SELECT count(*) FROM executions');
    while (log() < 12 * MEGABYTE) await burst(50);
    reader.exec('COMMIT');
    reader.close();

    // the first takes over what the reader stood in the way of, the second begins the log anew
    for (let commits = 0; commits < 3; commits++) await burst(1);
    expect(log()).toBeLessThan(5.5 * MEGABYTE);
    await tracker.close();
    await store.close();
  });
});
