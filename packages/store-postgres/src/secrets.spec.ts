import { inspect } from 'node:util';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { PostgresStore, type PostgresStoreOptions } from './index.js';
import { serverUrl, sql } from './place.fixture.js';

const PASSWORD = 'hunter2!';

/** What opening a store says when it fails, in every way somebody might print it. */
async function said(options: object): Promise<{ error: TrackerError; text: string }> {
  const logged: unknown[] = [];
  const note = (fields: object, message: string): void => void logged.push(fields, message);
  const logger = { debug: note, info: note, warn: note, error: note };
  const error: unknown = await PostgresStore.open({
    logger,
    connectTimeoutMs: 100,
    ...options,
  } as PostgresStoreOptions).then(
    (store) => store.close(),
    (reason: unknown) => reason,
  );
  if (!TrackerError.is(error)) throw new Error(`no TrackerError: ${String(error)}`);
  const deep = { depth: 20, showHidden: true };
  const text = [error, error.cause, ...logged].map((one) => inspect(one, deep)).join('\n');
  return { error, text: `${text}\n${JSON.stringify(error)}\n${error.message}` };
}

const encoded = encodeURIComponent(PASSWORD);
const port = new URL(serverUrl()).port;

describe('the password of an address', () => {
  it.each([
    ['no server is there', `postgres://ann:${encoded}@127.0.0.1:1/db`],
    ['there is no such host', `postgres://ann:${encoded}@nowhere.invalid/db`],
    ['there is no such role', `postgres://nobody:${encoded}@127.0.0.1:${port}/postgres`],
    ['there is no such database', `postgres://postgres:${encoded}@127.0.0.1:${port}/nothing`],
    [
      'it speaks no TLS',
      `postgres://postgres:${encoded}@127.0.0.1:${port}/postgres?sslmode=verify-full`,
    ],
  ])('is in no error and no log when %s', async (_, url) => {
    const { error, text } = await said({ url });
    expect(error.code).toBe(TrackerErrorCode.STORE_FAILURE);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(encoded);
  });

  it.each([
    ['an address of something else', `mysql://root:${PASSWORD}@host/db`],
    ['no address', `postgres//root:${PASSWORD}@host`],
    ['an address with a password that is not encoded', `postgres://root:${PASSWORD}/#%@ho st:x/db`],
    ['nothing', undefined],
  ])('is not repeated when %s is given', async (_, url) => {
    const { error, text } = await said({ url });
    expect(error.code).toBe(TrackerErrorCode.INVALID_INPUT);
    expect(error.message).toMatch(/has the form postgres:\/\//);
    expect(text).not.toContain(PASSWORD);
  });

  it('is not repeated with options that are none', async () => {
    const url = `postgres://ann:${encoded}@127.0.0.1:${port}/db`;
    for (const wrong of [{ maxConnections: 0 }, { schema: 'Ann; drop' }, { colour: 1 }]) {
      const { error, text } = await said({ url, ...wrong });
      expect(error.code).toBe(TrackerErrorCode.INVALID_INPUT);
      expect(error.message).toContain(Object.keys(wrong)[0]);
      expect(text).not.toContain(encoded);
    }
  });

  it('is seen by nobody who looks at what the server does', async () => {
    const [row] = await sql<{ seen: string }>(
      `select string_agg(query || application_name, ' ') as seen from pg_stat_activity`,
    );
    expect(row?.seen).not.toContain(PASSWORD);
  });
});

describe('encryption', () => {
  it('asked for by `tls` is not silently left out', async () => {
    const { error } = await said({ url: serverUrl(), tls: true, connectTimeoutMs: 2_000 });
    expect(error.message).toMatch(/does not support SSL/);
  });

  it('is said in one place', async () => {
    const { error } = await said({ url: `${serverUrl()}?sslmode=require`, tls: { ca: 'x' } });
    expect(error.code).toBe(TrackerErrorCode.INVALID_INPUT);
    expect(error.message).toMatch(/leave one of them/);
  });
});
