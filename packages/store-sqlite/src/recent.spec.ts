import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from './database.js';
import { Recent } from './recent.js';
import { loadDriver } from './sqlite-driver.js';
import { Transactions } from './transactions.js';
import { Turns } from './turns.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-recent-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** A file with one number in it, and what is remembered of it. */
async function aMemory() {
  const file = join(folder, `${(files += 1)}.db`);
  const driver = await loadDriver();
  const connection = connect(driver, file);
  connection.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (n); INSERT INTO t VALUES (1)');
  const turns = new Turns(setImmediate);
  const transactions = new Transactions(connection, { file, lockTimeoutMs: 100, turns });
  const recent = new Recent(transactions);
  /** What a commit remembers of the one before; it raises the number, or fails after that. */
  const commit = (end: () => void = () => undefined) =>
    transactions.write('Raising', () => {
      recent.begin();
      const { cursor } = recent;
      connection.exec('UPDATE t SET n = n + 1');
      recent.cursor = (connection.prepare('SELECT n FROM t').get() as { n: number }).n;
      end();
      return cursor;
    });
  return { file, driver, transactions, commit };
}

describe('what a store remembers of its last commit', () => {
  it('is there for the next one', async () => {
    const { transactions, commit } = await aMemory();
    expect(await commit()).toBeUndefined();
    expect(await commit()).toBe(2);
    expect(await commit()).toBe(3);
    transactions.close();
  });

  it('stays when somebody reads', async () => {
    const { transactions, commit } = await aMemory();
    await commit();
    await transactions.view('Reading', () => undefined);
    expect(await commit()).toBe(2);
    transactions.close();
  });

  it('is forgotten when another connection has written', async () => {
    const { file, driver, transactions, commit } = await aMemory();
    await commit();
    const other = connect(driver, file);
    other.exec('UPDATE t SET n = 10');
    other.close();
    expect(await commit()).toBeUndefined();
    expect(await commit()).toBe(11);
    transactions.close();
  });

  it('is forgotten when the store itself has written something else', async () => {
    const { transactions, commit } = await aMemory();
    await commit();
    await transactions.write('Writing', () => undefined);
    expect(await commit()).toBeUndefined();
    transactions.close();
  });

  it('is forgotten when the commit was taken back', async () => {
    const { transactions, commit } = await aMemory();
    await commit();
    const broken = new Error('broken');
    const fails = (): void => {
      throw broken;
    };
    await expect(commit(fails)).rejects.toMatchObject({ cause: broken });
    expect(await commit()).toBeUndefined();
    expect(await commit()).toBe(3);
    transactions.close();
  });
});
