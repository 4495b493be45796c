import type { Clock, Logger } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { z } from 'zod';

const milliseconds = z.int().min(1).max(31_622_400_000);
const count = (max: number) => z.int().min(1).max(max);

const pem = z.union([z.string(), z.instanceof(Buffer)]);

/** Encryption as plain data, which a thread can be handed. */
const tlsSchema = z.strictObject({
  ca: pem.optional(),
  cert: pem.optional(),
  key: pem.optional(),
  passphrase: z.string().optional(),
  servername: z.string().optional(),
  rejectUnauthorized: z.boolean().optional(),
});

/** Numbers and names; what is code is not looked into. */
export const settingsSchema = z.strictObject({
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,39}$/)
    .default('tracker'),
  tls: z.union([z.literal(true), tlsSchema]).optional(),
  pooled: z.boolean().default(false),
  migrate: z.boolean().default(true),
  beacon: z.boolean().default(true),
  maxConnections: count(1_000).default(10),
  maxWaiting: count(10_000_000).default(100_000),
  connectTimeoutMs: milliseconds.default(5_000),
  statementTimeoutMs: milliseconds.default(30_000),
  lockTimeoutMs: milliseconds.default(5_000),
  endedKeptMs: milliseconds.default(2_592_000_000),
  maxEnded: count(2_000_000_000).default(1_000_000),
});

export type Settings = z.output<typeof settingsSchema>;

/** How connections are encrypted: the server's certificate is checked against `ca`, or the system's authorities. */
export type TlsOptions = Readonly<z.input<typeof tlsSchema>>;

/** How a PostgreSQL store is opened. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with `sslmode` and the like as parameters. */
  readonly url: string;
  /** Encrypts each connection; in place of `sslmode` in the URL. Default: as the URL says, and it says nothing of itself. */
  readonly tls?: true | TlsOptions;
  /** The schema that holds everything; lower-case letters, digits and `_`. Default "tracker". */
  readonly schema?: string;
  /** The URL leads through a pooler in transaction mode: limits go with each statement, and nobody listens. Default false. */
  readonly pooled?: boolean;
  /** Brings the schema up to date when it opens; without it an older one is refused. Default true. */
  readonly migrate?: boolean;
  /** A thread of its own says that the process is up while its event loop is busy. Default true. */
  readonly beacon?: boolean;
  /** Connections for commands, besides one that listens and one of the beacon. Default 10. */
  readonly maxConnections?: number;
  /** Calls that wait at most, of each kind; beyond it they are refused with `limit_reached`. Default 100 000. */
  readonly maxWaiting?: number;
  /** How long a call tries to reach a server that is away. Default 5 000. */
  readonly connectTimeoutMs?: number;
  /** The longest statement. Default 30 000. */
  readonly statementTimeoutMs?: number;
  /** The longest wait for a lock. Default 5 000. */
  readonly lockTimeoutMs?: number;
  /** How long an ended execution is kept after its last fact. Default 30 days. */
  readonly endedKeptMs?: number;
  /** Ended executions kept; acknowledged ones go first, then the oldest. Default 1 000 000. */
  readonly maxEnded?: number;
  /** For tests: tells the time in place of the database. */
  readonly clock?: Clock;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** The settings among the options, with their defaults. Throws `invalid_input`. */
export function parseSettings(given: object): Settings {
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `PostgresStore.open: ${z.prettifyError(parsed.error)}`,
  });
}
