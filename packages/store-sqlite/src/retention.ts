import { ROW, type ExecutionRow } from './archive.js';
import type { Feed } from './feed.js';
import { ACTIVE, isSeen } from './shelf.js';
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

/** How far each walk along the feed has come. */
type Walk = 'retention_place' | 'retention_seen_place';

/** What is done with an execution whose last fact is met: it goes, it is passed by, or the walk ends before it. */
type Treatment = 'go' | 'pass' | 'stop';

/**
 * Lets go of what has ended long ago, each execution with its history as a whole. It follows the feed: where it meets
 * the last fact of an ended execution, that execution goes. So the oldest ends go first, the feed knows where it
 * begins, and no index is needed. Of more than may be kept the acknowledged go first, by a walk of their own: after
 * an acknowledgement there is no further fact, so none of them is met twice or missed.
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
      'SELECT CAST(value AS INTEGER) AS place FROM meta WHERE key = ?',
    );
    this.#walkOn = connection.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    this.#passages = connection.prepare(
      `SELECT f.cursor, f.seq, ${ROW} FROM facts f JOIN executions e ON e.no = f.no
       WHERE f.cursor > ? ORDER BY f.cursor LIMIT ?`,
    );
    this.#ended = connection.prepare("SELECT n FROM tally WHERE kind = 'kept'");
    this.#facts = connection.prepare('DELETE FROM facts WHERE no = ?');
    this.#execution = connection.prepare('DELETE FROM executions WHERE no = ?');
    this.#leases = connection.prepare(
      `DELETE FROM leases WHERE renewed_at < ? AND NOT EXISTS (
         SELECT 1 FROM executions e WHERE e.owner = leases.owner AND e.vouched_ms IS NOT NULL)`,
    );
  }

  /** Lets go of some; whether there may be more. To be called inside a write transaction. */
  step({ maxEnded, endedKeptMs }: Keeping, now: number): boolean {
    this.#tally.reset();
    const kept = (this.#ended.get() as { n: number } | undefined)?.n ?? 0;
    const oldest = now - endedKeptMs;
    let surplus = kept - maxEnded;
    const gone = (treatment: Treatment): Treatment => {
      if (treatment === 'go') surplus -= 1;
      return treatment;
    };
    const seen = ({ shelf }: Passage): Treatment =>
      surplus <= 0 ? 'stop' : gone(isSeen(shelf) ? 'go' : 'pass');
    const any = ({ updated_at }: Passage): Treatment =>
      gone(surplus > 0 || updated_at < oldest ? 'go' : 'stop');
    const goesOn =
      (surplus > 0 && this.#walk('retention_seen_place', seen)) ||
      this.#walk('retention_place', any);
    this.#tally.save();
    this.#leases.run(now - LEASE_KEPT_MS);
    return goesOn;
  }

  /** Goes on along the feed; whether there may be more for it. */
  #walk(walk: Walk, treat: (passage: Passage) => Treatment): boolean {
    const passages = this.#passages.all(this.#placeOf(walk), LOOKS) as Passage[];
    let place: number | undefined;
    let goesOn = passages.length === LOOKS;
    for (const passage of passages) {
      const isTheEnd = passage.shelf !== ACTIVE && passage.seq === passage.version;
      const treatment = isTheEnd ? treat(passage) : 'pass';
      if (treatment === 'stop') {
        goesOn = false;
        break;
      }
      place = passage.cursor;
      if (treatment === 'go') this.#letGo(passage);
    }
    if (place !== undefined) this.#walkOn.run(walk, String(place));
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

  #placeOf(walk: Walk): number {
    return (this.#place.get(walk) as { place: number } | undefined)?.place ?? 0;
  }

  #letGo(passage: Passage): void {
    this.#facts.run(passage.no);
    this.#execution.run(passage.no);
    this.#tally.forget(passage);
    this.#feed.raiseFloor(passage.cursor);
  }
}
