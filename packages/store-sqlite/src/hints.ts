import type { ChangeListener, Clock, Disposable, ExecutionRecord } from '@tracker/core';
import type { Feed } from './feed.js';
import type { Connection, Statement } from './sqlite-driver.js';

/** Mentions that are passed on at once. */
const PAGE = 1_000;

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
  #seen: number;
  #version: number;
  #timer: Disposable | undefined;
  #closed = false;

  constructor(parts: HintsParts) {
    this.#parts = parts;
    this.#dataVersion = parts.connection.prepare('PRAGMA data_version');
    this.#version = this.#ask();
    this.#seen = parts.feed.latest;
  }

  subscribe(listener: ChangeListener): Disposable {
    const ear: ChangeListener = (...hint) => listener(...hint);
    this.#listeners.add(ear);
    if (!this.#timer) this.#schedule();
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

  #schedule(): void {
    const { clock, pollIntervalMs } = this.#parts;
    this.#timer = clock.setTimer(pollIntervalMs, () => {
      this.#look();
      this.#timer = undefined;
      if (!this.#closed && this.#listeners.size > 0) this.#schedule();
    });
  }

  #look(): void {
    try {
      const version = this.#ask();
      if (version === this.#version) return;
      this.#passOn();
      this.#version = version;
    } catch {
      // the file is locked or failing; whoever writes is told, and the next look finds what this one did not
    }
  }

  #passOn(): void {
    for (;;) {
      const mentions = this.#parts.feed.mentions(this.#seen, PAGE);
      const newest = new Map(mentions.map((mention) => [mention.id, mention]));
      for (const { id, seq, user_id } of newest.values()) this.#tell(id, seq, user_id);
      this.#seen = mentions.at(-1)?.cursor ?? this.#seen;
      if (mentions.length < PAGE) return;
    }
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
