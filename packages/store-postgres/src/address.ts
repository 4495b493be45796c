import { TrackerError, TrackerErrorCode } from '@tracker/state';

const SCHEMES = ['postgres:', 'postgresql:'];

/** Parameters of a URL that say how the connection is encrypted. */
const ENCRYPTION = ['ssl', 'sslmode', 'sslcert', 'sslkey', 'sslrootcert'];

/** Parameters of a URL that would take the place of what the store sets, and the option that is for it. */
const OURS: Readonly<Record<string, string>> = {
  statement_timeout: 'statementTimeoutMs',
  query_timeout: 'statementTimeoutMs',
  idle_in_transaction_session_timeout: 'statementTimeoutMs',
  lock_timeout: 'lockTimeoutMs',
  connectionTimeoutMillis: 'connectTimeoutMs',
};

/** Refuses with `invalid_input` what is no address of PostgreSQL. Never repeats it: it may hold a password. */
export function assertAddress(url: unknown, { tls }: { tls: boolean }): void {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !SCHEMES.includes(parsed.protocol)) {
    throw invalid(
      'url is no address of PostgreSQL: it has the form postgres://user:password@host:port/database, ' +
        'with what is special in the password written as %XX',
    );
  }
  const ours = Object.keys(OURS).find((name) => parsed.searchParams.has(name));
  if (ours !== undefined) {
    throw invalid(`the parameter ${ours} of the URL has an option of its own: ${OURS[ours]}`);
  }
  if (tls && ENCRYPTION.some((name) => parsed.searchParams.has(name))) {
    throw invalid('`tls` and the parameters of the URL both say how to encrypt; leave one of them');
  }
}

/** An address without its `options`, and these: a driver that is given both believes the address alone. */
export function withoutOptions(url: string): { url: string; options: string[] } {
  const parsed = new URL(url);
  const options = parsed.searchParams.getAll('options');
  if (options.length === 0) return { url, options };
  parsed.searchParams.delete('options');
  return { url: parsed.href, options };
}

function invalid(what: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `PostgresStore.open: ${what}.`,
  });
}
