import pg from 'pg';
import { withoutOptions } from './address.js';
import type { Settings } from './options.js';

/** `bigint`: instants and cursors, which numbers of JavaScript hold exactly. */
const INT8 = 20;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** Longer than the database itself allows a statement: then it is gone, or the way to it. */
const GRACE_MS = 2_000;

/** How every connection is made. Behind a pooler nothing may be set for the session. */
export function connectionOptions(url: string, settings: Settings) {
  const { statementTimeoutMs, lockTimeoutMs, connectTimeoutMs, pooled, tls } = settings;
  const session = [
    `statement_timeout=${statementTimeoutMs}`,
    `lock_timeout=${lockTimeoutMs}`,
    `idle_in_transaction_session_timeout=${statementTimeoutMs}`,
    // whoever has waited for the feed's lock has to see what was written meanwhile
    'default_transaction_isolation=read\\ committed',
  ];
  const { url: connectionString, options } = withoutOptions(url);
  // the last word counts, and it is the store's
  const words = pooled ? options : [...options, ...session.map((setting) => `-c ${setting}`)];
  return {
    connectionString,
    application_name: '@tracker/store-postgres',
    ...(words.length === 0 ? {} : { options: words.join(' ') }),
    ...(tls ? { ssl: tls } : {}),
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: statementTimeoutMs + GRACE_MS,
    keepAlive: true,
    // several statements of one transaction go out together
    pipeline: true,
    types,
  };
}
