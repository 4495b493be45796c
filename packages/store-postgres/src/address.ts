import { TrackerError, TrackerErrorCode } from '@tracker/state';

const SCHEMES = ['postgres:', 'postgresql:'];

/** Parameters of a URL that say how the connection is encrypted. */
const ENCRYPTION = ['ssl', 'sslmode', 'sslcert', 'sslkey', 'sslrootcert'];

/** Refuses with `invalid_input` what is no address of PostgreSQL. Never repeats it: it may hold a password. */
export function assertAddress(url: unknown, { tls }: { tls: boolean }): void {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !SCHEMES.includes(parsed.protocol)) {
    throw invalid(
      'url is no address of PostgreSQL: it has the form postgres://user:password@host:port/database, ' +
        'with what is special in the password written as %XX',
    );
  }
  if (tls && ENCRYPTION.some((name) => parsed.searchParams.has(name))) {
    throw invalid('`tls` and the parameters of the URL both say how to encrypt; leave one of them');
  }
}

function invalid(what: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `PostgresStore.open: ${what}.`,
  });
}
