import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** What SQLite keeps in a column here. */
export type Value = string | number | null;

/** A row, by column. */
export type Row = Readonly<Record<string, Value>>;

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

const LOAD: Readonly<Record<DriverName, () => Promise<ConnectionClass>>> = {
  'node:sqlite': async () => {
    const builtin: { DatabaseSync?: ConnectionClass } | undefined = process.getBuiltinModule(
      'node:sqlite' as 'node:fs',
    ) as never;
    if (!builtin?.DatabaseSync) throw new Error(`Node ${process.version} has no node:sqlite`);
    return builtin.DatabaseSync;
  },
  'better-sqlite3': () => fromPackage('better-sqlite3'),
  libsql: () => fromPackage('libsql'),
};

/** Whether it comes as CommonJS or not depends on who compiles. */
async function fromPackage(name: string): Promise<ConnectionClass> {
  const module = (await import(name)) as {
    default: ConnectionClass | { default: ConnectionClass };
  };
  return 'default' in module.default ? module.default.default : module.default;
}

/** Loading alone proves nothing: the binary is looked for at the first connection. */
function driver(name: DriverName, Connect: ConnectionClass): SqliteDriver {
  new Connect(':memory:').close();
  return { name, connect: (file) => new Connect(file) };
}
