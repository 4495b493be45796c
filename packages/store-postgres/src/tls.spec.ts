import { chmodSync, chownSync, copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR_SCOPE } from '@tracker/core';
import { births } from '@tracker/store-conformance';
import { PostgresStore, type PostgresStoreOptions } from './index.js';
import { ownServer } from './own-server.fixture.js';
import { sql } from './place.fixture.js';

// for this alone: an authority, a server's certificate by it for "localhost", and another authority; good for 100 years
const FILES = join(__dirname, '../fixtures/tls');
const CA = readFileSync(join(FILES, 'ca.crt'), 'utf8');
const OTHER_CA = readFileSync(join(FILES, 'other-ca.crt'), 'utf8');

type Server = Awaited<ReturnType<typeof ownServer>>;

/** From now on the server takes no connection that is not encrypted. */
async function encrypt(server: Server): Promise<void> {
  const data = join(server.folder, 'data');
  const { uid, gid } = statSync(data);
  for (const name of ['server.crt', 'server.key']) {
    copyFileSync(join(FILES, name), join(data, name));
    chownSync(join(data, name), uid, gid);
    chmodSync(join(data, name), 0o600);
  }
  await sql(
    `copy (select 'hostssl all all 127.0.0.1/32 trust') to '${join(data, 'pg_hba.conf')}'`,
    server.url(),
  );
  await sql('alter system set ssl = on', server.url());
  await sql('select pg_reload_conf()', server.url());
}

describe('a server that is spoken to by TLS alone', () => {
  let server: Server;

  beforeAll(async () => {
    server = await ownServer();
    await encrypt(server);
  });

  afterAll(() => server.stop());

  const at = (host: string, parameters = ''): string =>
    `${server.url().replace('127.0.0.1', host)}${parameters}`;

  const open = (url: string, tls?: PostgresStoreOptions['tls']): Promise<PostgresStore> =>
    PostgresStore.open({ url, connectTimeoutMs: 2_000, beacon: false, ...(tls ? { tls } : {}) });

  const file = (name: string): string => encodeURIComponent(join(FILES, name));

  it.each([
    ['the option `tls` with its authority', '', { ca: CA }],
    [
      'sslmode=verify-full with its authority',
      `?sslmode=verify-full&sslrootcert=CA_FILE`,
      undefined,
    ],
  ])('is written and listened to with %s', async (_, parameters, tls) => {
    const store = await open(at('localhost', parameters.replace('CA_FILE', file('ca.crt'))), tls);
    const [birth] = await births(1);
    const heard: string[] = [];
    store.subscribe((id) => heard.push(id));
    if (birth) expect(await store.commit([birth])).toEqual([{ status: 'committed' }]);
    expect(heard).toEqual([birth?.next.id]);
    expect(await store.read(OPERATOR_SCOPE, birth?.next.id ?? '')).toBeDefined();
    const sessions = await sql<{ ssl: boolean }>(
      `select ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name like '@tracker%'`,
      at('localhost', '?sslmode=no-verify'),
    );
    expect(sessions.length).toBeGreaterThanOrEqual(2);
    expect(sessions.every(({ ssl }) => ssl)).toBe(true);
    await store.close();
  });

  it.each([
    ['another authority', 'localhost', '', { ca: OTHER_CA }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['the system’s authorities', 'localhost', '', true, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['another name', '127.0.0.1', '', { ca: CA }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    [
      'another authority in the address',
      'localhost',
      '?sslmode=verify-full&sslrootcert=CA_FILE',
      undefined,
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['no encryption', 'localhost', '', undefined, '28000'],
  ] as const)('is refused at once with %s, and the error says why', async (...row) => {
    const [, host, parameters, tls, sqlState] = row;
    const opening = open(at(host, parameters.replace('CA_FILE', file('other-ca.crt'))), tls);
    await expect(opening).rejects.toMatchObject({
      code: 'store_failure',
      details: { sqlState, sent: false },
    });
  });
});
