import type { ChangeListener, Clock, Disposable, ExecutionRecord } from '@tracker/core';
import type { Feed } from './feed.js';
import type { Connection, Statement } from './sqlite-driver.js';

/** Mentions that are passed on in one turn; the next ones follow at once, but leave others theirs. */
const MENTIONS_A_TURN = 256;
const AT_ONCE_MS = 1;

export interface HintsParts {
  readonly connection: Connection;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly pollIntervalMs: number;
}

/**
 * Word of what has changed. Commits of this store are told at once; those of others are noticed by a number that
 * SQLite changes with every commit of another connection.
 */
export class Hints {
  readonly #parts: HintsParts;
  readonly #dataVersion: Statement;
  readonly #listeners = new Set<ChangeListener>();
  /** The cursor up to where word has been passed on, and SQLite's number at the last look that found no more. */
  #seen = 0;
  #version = 0;
  #timer: Disposable | undefined;
  #closed = false;

  constructor(parts: HintsParts) {
    this.#parts = parts;
    this.#dataVersion = parts.connection.prepare('PRAGMA data_version');
    this.#beginHere();
  }

  /** Tells of what changes from now on; where others listen already, perhaps of something older first. */
  subscribe(listener: ChangeListener): Disposable {
    const ear: ChangeListener = (...hint) => listener(...hint);
    this.#listeners.add(ear);
    if (!this.#timer) this.#begin();
    return { dispose: () => void this.#listeners.delete(ear) };
  }

  /** Tells of what this store has committed, of which the cursors go from the first up to the second. */
  announce(records: readonly ExecutionRecord[], [before, after]: readonly [number, number]): void {
    // what others wrote in between is found by the next look
    if (this.#seen === before) this.#seen = after;
    for (const { id, version, userId } of records) this.#tell(id, version, userId);
  }

  close(): void {
    this.#closed = true;
    this.#timer?.dispose();
    this.#listeners.clear();
  }

  /** What happened while nobody listened is nobody's to hear. */
  #begin(): void {
    try {
      this.#beginHere();
    } catch {
      // the file is locked or failing; who listens hears of something older, too
    }
    this.#schedule(this.#parts.pollIntervalMs);
  }

  #beginHere(): void {
    this.#version = this.#ask();
    this.#seen = this.#parts.feed.latest;
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#parts.clock.setTimer(delayMs, () => {
      const hasMore = this.#look();
      this.#timer = undefined;
      if (this.#closed || this.#listeners.size === 0) return;
      this.#schedule(hasMore ? AT_ONCE_MS : this.#parts.pollIntervalMs);
    });
  }

  /** Whether there is more than is passed on in one turn. */
  #look(): boolean {
    try {
      const version = this.#ask();
      if (version === this.#version) return false;
      const hasMore = this.#passOn();
      if (!hasMore) this.#version = version;
      return hasMore;
    } catch {
      // the file is locked or failing; whoever writes is told, and the next look finds what this one did not
      return false;
    }
  }

  #passOn(): boolean {
    const mentions = this.#parts.feed.mentions(this.#seen, MENTIONS_A_TURN);
    const newest = new Map(mentions.map((mention) => [mention.id, mention]));
    for (const { id, seq, user_id } of newest.values()) this.#tell(id, seq, user_id);
    this.#seen = mentions.at(-1)?.cursor ?? this.#seen;
    return mentions.length === MENTIONS_A_TURN;
  }

  #ask(): number {
    return (this.#dataVersion.get() as { data_version: number }).data_version;
  }

  /** A listener that throws must not be felt by whoever writes; it lost a hint, and the feed has the truth. */
  #tell(id: string, version: number, userId: string): void {
    for (const listener of this.#listeners) {
      try {
        listener(id, version, userId);
      } catch {
        // theirs to report
      }
    }
  }
}
