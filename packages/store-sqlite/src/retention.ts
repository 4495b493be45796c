import { TERMINAL_STATES } from '@tracker/state';
import { ROW, type ExecutionRow } from './archive.js';
import type { Feed } from './feed.js';
import type { Connection, Statement } from './sqlite-driver.js';
import type { Tally } from './tally.js';

/** Facts that are looked at in one transaction. */
const LOOKS = 256;

/** Pages that are given back to the file system at once. */
const PAGES = 256;

/** A lease on which nothing stands is forgotten a day after its last renewal. */
const LEASE_KEPT_MS = 86_400_000;

/** What may be let go of. */
export interface Keeping {
  /** Ended executions whose last fact is older than this many milliseconds are let go of. */
  readonly endedKeptMs: number;
  /** Ended executions kept at most. */
  readonly maxEnded: number;
}

/** A fact on the way, and its execution. */
interface Passage extends ExecutionRow {
  readonly cursor: number;
  readonly seq: number;
}

/**
 * Lets go of what has ended long ago, each execution with its history as a whole. It follows the feed: where it meets
 * the last fact of an ended execution, that execution goes. So the oldest ends go first, the feed knows where it
 * begins, and no index is needed.
 */
export class Retention {
  readonly #connection: Connection;
  readonly #feed: Feed;
  readonly #tally: Tally;
  readonly #place: Statement;
  readonly #walkOn: Statement;
  readonly #passages: Statement;
  readonly #ended: Statement;
  readonly #facts: Statement;
  readonly #execution: Statement;
  readonly #leases: Statement;

  constructor(connection: Connection, { feed, tally }: { feed: Feed; tally: Tally }) {
    this.#connection = connection;
    this.#feed = feed;
    this.#tally = tally;
    this.#place = connection.prepare(
      "SELECT CAST(value AS INTEGER) AS place FROM meta WHERE key = 'retention_place'",
    );
    this.#walkOn = connection.prepare("INSERT OR REPLACE INTO meta VALUES ('retention_place', ?)");
    this.#passages = connection.prepare(
      `SELECT f.cursor, f.seq, ${ROW} FROM facts f JOIN executions e ON e.no = f.no
       WHERE f.cursor > ? ORDER BY f.cursor LIMIT ?`,
    );
    const states = TERMINAL_STATES.map((state) => `'${state}'`).join(', ');
    this.#ended = connection.prepare(`SELECT sum(n) AS n FROM tally WHERE kind IN (${states})`);
    this.#facts = connection.prepare('DELETE FROM facts WHERE no = ?');
    this.#execution = connection.prepare('DELETE FROM executions WHERE no = ?');
    this.#leases = connection.prepare(
      `DELETE FROM leases WHERE renewed_at < ? AND NOT EXISTS (
         SELECT 1 FROM executions e WHERE e.owner = leases.owner AND e.vouched_ms IS NOT NULL)`,
    );
  }

  /** Lets go of some; whether there may be more. To be called inside a write transaction. */
  step(keeping: Keeping, now: number): boolean {
    this.#tally.reset();
    const kept = (this.#ended.get() as { n: number | null }).n ?? 0;
    const oldest = now - keeping.endedKeptMs;
    let surplus = kept - keeping.maxEnded;
    const passages = this.#passages.all(this.#from(), LOOKS) as Passage[];
    let place: number | undefined;
    let goesOn = passages.length === LOOKS;
    for (const passage of passages) {
      const isTheEnd = passage.shelf !== 'active' && passage.seq === passage.version;
      if (isTheEnd && surplus <= 0 && passage.updated_at >= oldest) {
        goesOn = false;
        break;
      }
      place = passage.cursor;
      if (!isTheEnd) continue;
      this.#letGo(passage);
      surplus -= 1;
    }
    if (place !== undefined) this.#walkOn.run(String(place));
    this.#tally.save();
    this.#leases.run(now - LEASE_KEPT_MS);
    return goesOn;
  }

  /** Gives some free pages back to the file system; whether there may be more. Outside of any transaction. */
  shrink(): boolean {
    const free = this.#freePages();
    if (free === 0) return false;
    this.#connection.exec(`PRAGMA incremental_vacuum(${PAGES})`);
    const left = this.#freePages();
    // the file gets shorter once its log is taken over
    if (left === 0) this.#connection.prepare('PRAGMA wal_checkpoint(PASSIVE)').get();
    return left > 0 && left < free;
  }

  #freePages(): number {
    const row = this.#connection.prepare('PRAGMA freelist_count').get();
    return (row as { freelist_count: number }).freelist_count;
  }

  #from(): number {
    return (this.#place.get() as { place: number } | undefined)?.place ?? 0;
  }

  #letGo(passage: Passage): void {
    this.#facts.run(passage.no);
    this.#execution.run(passage.no);
    this.#tally.forget(passage);
    this.#feed.raiseFloor(passage.cursor);
  }
}
