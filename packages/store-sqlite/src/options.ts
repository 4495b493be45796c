import type { Clock, Logger } from '@tracker/core';
import type { DriverName } from './sqlite-driver.js';

/** How a SQLite store is set up. */
export interface SqliteStoreOptions {
  /** The file; made when it is not there, in a directory that is. `:memory:` is for tests. */
  readonly file: string;
  /** Default: the system clock, which all processes of a machine share. */
  readonly clock?: Clock;
  /** Which way to SQLite. Default: the first that is here of `node:sqlite`, `better-sqlite3`, `libsql`. */
  readonly driver?: DriverName;
  /**
   * Whether a thread of its own vouches for this process while its event loop is busy. It starts with the first lease.
   * Default true, with a clock of your own false; never for `:memory:`.
   */
  readonly beacon?: boolean;
  /** Told what nobody waits for: a beacon that broke, old executions that can't be let go of. Default: silent. */
  readonly logger?: Logger;
  /** How long to try for the lock that another process holds, in milliseconds. Default 5 000. */
  readonly lockTimeoutMs?: number;
  /** How often to look for what other processes have written, in milliseconds. Default 25. */
  readonly pollIntervalMs?: number;
  /** How long ended executions are kept after their last fact, in milliseconds. Default 30 days. */
  readonly endedKeptMs?: number;
  /** Ended executions kept at most; the oldest go first. Default 1 000 000. */
  readonly maxEnded?: number;
  /** How large the file may get, its log aside; what would make it larger is refused. Default: as the disk allows. */
  readonly maxBytes?: number;
  /** How often to let go of what need not be kept, in milliseconds. Default 60 000. */
  readonly tidyIntervalMs?: number;
  /**
   * Calls `run` when those who commit at this moment have done so. Default: the next turn of the event loop, and at once
   * for a caller who is alone.
   */
  readonly soon?: (run: () => void) => void;
}
