import { AGENT_EXECUTION_PHASES, EXECUTION_STATES, TERMINAL_STATES } from '@tracker/state';
import { ACTIVE, SHELVES } from './shelf.js';

/** Marks a file as ours in its header: "TrkS". */
export const APPLICATION_ID = 0x54726b53;

const words = (list: readonly string[]): string => list.map((word) => `'${word}'`).join(', ');

/**
 * The first schema. `executions` has what is compared, listed and waited for; what an execution is stands in its
 * `facts`, and a record is their fold. `snapshot` shortens that: it is the record at a multiple of some versions and
 * at the end. The states and phases are those of the table.
 */
export const SCHEMA_1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE executions (
    no          INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    user_id     TEXT    NOT NULL,
    thread_id   TEXT    NOT NULL,
    agent_name  TEXT    NOT NULL,
    version     INTEGER NOT NULL CHECK (version > 0),
    state       TEXT    NOT NULL CHECK (state IN (${words(EXECUTION_STATES)})),
    phase       TEXT    NOT NULL CHECK (phase IN (${words(AGENT_EXECUTION_PHASES)})),
    shelf       TEXT    NOT NULL CHECK (shelf IN (${words(SHELVES)})),
    overdue     INTEGER NOT NULL DEFAULT 0,
    updated_at  INTEGER NOT NULL,
    owner       TEXT,
    due_at      INTEGER, -- no deadline beside the lease is earlier; NULL when there is none
    vouched_ms  INTEGER, -- how old the owner's lease may get; NULL when nothing stands on it
    alive_at    INTEGER NOT NULL DEFAULT 0,
    progress_at INTEGER NOT NULL DEFAULT 0,
    snapshot    TEXT
  ) STRICT;
  CREATE INDEX executions_shelf ON executions (shelf, no);
  CREATE INDEX executions_user ON executions (user_id, shelf, no);
  CREATE INDEX executions_thread ON executions (thread_id, no);
  CREATE INDEX executions_agent ON executions (agent_name, no);
  CREATE INDEX executions_due ON executions (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX executions_vouched ON executions (owner, vouched_ms) WHERE vouched_ms IS NOT NULL;

  CREATE TRIGGER executions_stay_ended BEFORE UPDATE OF state ON executions
  WHEN OLD.state IN (${words(TERMINAL_STATES)}) AND NEW.state <> OLD.state
  BEGIN SELECT RAISE(ABORT, 'an execution that has ended stays ended'); END;

  CREATE TABLE facts (
    cursor    INTEGER PRIMARY KEY,
    no        INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    user_id   TEXT    NOT NULL,
    commit_id TEXT, -- on the first fact of each commit
    body      TEXT    NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX facts_history ON facts (no, seq);
  CREATE INDEX facts_user ON facts (user_id, cursor);

  CREATE TABLE tally (kind TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE leases (
    owner         TEXT PRIMARY KEY,
    renewed_at    INTEGER NOT NULL,
    released_at   INTEGER,
    stalled_since INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE breakers (dependency TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Counts what is kept by itself, since what has ended stays counted when it is let go of. */
const SCHEMA_2 = `
  INSERT INTO tally SELECT 'kept', count(*) FROM executions WHERE shelf <> '${ACTIVE}';
`;

/** What brings a file from each version to the next; a new file goes through all. Never changed once released. */
export const MIGRATIONS: readonly string[] = [SCHEMA_1, SCHEMA_2];
