import { Database } from './database.js';
import { PostgresStore } from './index.js';
import { parseSettings } from './options.js';
import { serverUrl } from './place.fixture.js';

/** An address with one more parameter. */
function urlWith(name: string, value: string): string {
  const url = new URL(serverUrl());
  url.searchParams.set(name, value);
  return url.href;
}

/** What a session holds that is opened by an address. */
async function sessionOf(url: string, names: readonly string[]): Promise<string[]> {
  const database = new Database(url, parseSettings({ lockTimeoutMs: 1_234 }));
  try {
    const rows = await database.run<{ value: string }>('tell its settings', {
      text: `select current_setting(name) as value from unnest($1::text[]) as n (name)`,
      values: [names],
    });
    return rows.map(({ value }) => value);
  } finally {
    await database.close();
  }
}

describe('what an address says of the session', () => {
  it('counts, beside what the store says', async () => {
    const url = urlWith('options', '-c work_mem=7MB -c application_name=agents');
    expect(await sessionOf(url, ['work_mem', 'lock_timeout'])).toEqual(['7MB', '1234ms']);
  });

  it('does not count against the store’s own limits and isolation', async () => {
    const other = '-c lock_timeout=9s -c default_transaction_isolation=serializable';
    const url = urlWith('options', other);
    const names = ['lock_timeout', 'default_transaction_isolation'];
    expect(await sessionOf(url, names)).toEqual(['1234ms', 'read committed']);
  });

  it.each([
    ['statement_timeout', 'statementTimeoutMs'],
    ['query_timeout', 'statementTimeoutMs'],
    ['idle_in_transaction_session_timeout', 'statementTimeoutMs'],
    ['lock_timeout', 'lockTimeoutMs'],
    ['connectionTimeoutMillis', 'connectTimeoutMs'],
  ])('is refused where it names what has an option of its own: %s', async (name, option) => {
    const opening = PostgresStore.open({ url: urlWith(name, '1') });
    await expect(opening).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(option),
    });
  });
});
