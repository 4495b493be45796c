import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** What SQLite keeps in a column here. */
export type Value = string | number | null;

/** A prepared statement; parameters are `?`, in order. */
export interface Statement {
  run(...values: Value[]): { readonly lastInsertRowid: number | bigint };
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
}

/** One connection to one file. Everything is synchronous. */
export interface Connection {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): void;
}

/** A way to SQLite. */
export interface SqliteDriver {
  readonly name: DriverName;
  connect(file: string): Connection;
}

/** The drivers that are known, the fastest that needs no installation first. */
export const DRIVER_NAMES = ['node:sqlite', 'better-sqlite3', 'libsql'] as const;

export type DriverName = (typeof DRIVER_NAMES)[number];

type ConnectionClass = new (file: string) => Connection;

/**
 * The named driver; without a name the first that is here. `node:sqlite` comes with Node 22.13 and later,
 * `better-sqlite3` is used when it is installed, `libsql` is a dependency of this package and needs no compiler.
 */
export async function loadDriver(name?: DriverName): Promise<SqliteDriver> {
  const failures: unknown[] = [];
  for (const candidate of name === undefined ? DRIVER_NAMES : [name]) {
    try {
      return driver(candidate, await LOAD[candidate]());
    } catch (error) {
      failures.push(error);
    }
  }
  throw new TrackerError({
    code: TrackerErrorCode.STORE_FAILURE,
    message:
      `No way to SQLite was found: ${name ?? DRIVER_NAMES.join(', ')} could not be loaded. ` +
      `Use Node 22.13 or newer, or install better-sqlite3 or libsql for this platform.`,
    details: { reason: 'no_driver' },
    cause: new AggregateError(failures),
  });
}

/** Not named in the import: it is there only when the user has installed it. */
const OPTIONAL: string = 'better-sqlite3';

const LOAD: Readonly<Record<DriverName, () => Promise<ConnectionClass>>> = {
  'node:sqlite': async () => {
    // not imported: bundlers and Jest know no such module on a Node that has none
    const builtin = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown;
    if (builtin === undefined) throw new Error(`Node ${process.version} has no node:sqlite`);
    return (builtin as { readonly DatabaseSync: ConnectionClass }).DatabaseSync;
  },
  'better-sqlite3': async () => classOf(await import(OPTIONAL)),
  libsql: async () => classOf(await import('libsql')),
};

/** A CommonJS module seen from an ES module, or from CommonJS: it depends on who compiles. */
interface Seen {
  readonly default: ConnectionClass | { readonly default: ConnectionClass };
}

function classOf(module: unknown): ConnectionClass {
  const { default: inner } = module as Seen;
  return 'default' in inner ? inner.default : inner;
}

/** Loading alone proves nothing: the binary is looked for at the first connection. */
function driver(name: DriverName, Connect: ConnectionClass): SqliteDriver {
  new Connect(':memory:').close();
  return { name, connect: (file) => new Connect(file) };
}
