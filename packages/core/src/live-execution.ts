import { Appointment } from './deadline-calendar.js';
import { nextDeadline } from './judge.js';
import type { Passage } from './passage.js';
import { staysOf } from './phase-tally.js';
import type { ExecutionRecord } from './record.js';
import { alreadyEnded } from './refusal.js';
import { NOWHERE, type SignPage, type SignPlace, type SignRow } from './sign-pages.js';
import type { Signs, SleptSince } from './signs.js';
import { cancelRequested } from './stop-reason.js';
import { Stopping } from './stopping.js';

/** Somebody who waits for the end. */
interface Waiting {
  resolve(record: ExecutionRecord): void;
  reject(error: unknown): void;
}

/** An execution that this tracker drives: its latest record, and its signs as numbers in a row of their own. */
export class LiveExecution extends Appointment implements Signs {
  record: ExecutionRecord;
  #page: SignPage;
  #row: number;
  /** The newest version anybody has told of. */
  heardVersion = 0;
  /** Writes of this tracker under way. */
  writing = 0;
  #isElsewhere = false;
  /** Phases gone through that no fact tells yet. */
  passage: Passage | undefined = undefined;
  #stopping: Stopping | undefined;
  #end: Waiting | undefined;
  #quiet: (() => void)[] | undefined;

  constructor(record: ExecutionRecord, { page, row }: SignRow) {
    super();
    this.record = record;
    this.#page = page;
    this.#row = row;
    this.aliveAt = record.updatedAt;
    this.progressAt = record.progressAt;
    this.heardVersion = record.version;
  }

  /** Renewed for all at once by the tracker's lease; the store knows it. */
  get leaseAt(): null {
    return null;
  }

  get stalledSince(): null {
    return null;
  }

  get aliveAt(): number {
    return this.#page.aliveAt(this.#row);
  }

  set aliveAt(instant: number) {
    this.#page.setAliveAt(this.#row, instant);
  }

  get progressAt(): number {
    return this.#page.progressAt(this.#row);
  }

  set progressAt(instant: number) {
    this.#page.setProgressAt(this.#row, instant);
  }

  /** No clock runs out before; signs only put that off, so it need not be worked out for each of them. */
  get safeUntil(): number {
    return this.#page.safeUntil(this.#row);
  }

  /** Where its signs are noted, and for what term; for whoever gives many. */
  get place(): SignPlace {
    return { page: this.#page, row: this.#row, term: this.#page.termOf(this.#row) };
  }

  /** It has ended, or somebody else drives it: a sign given here would reach nobody. */
  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  /** Says whether it is elsewhere; if so, those who note signs by themselves have to ask again. */
  set isElsewhere(isElsewhere: boolean) {
    this.#isElsewhere = isElsewhere;
    if (isElsewhere) this.#page.endTerm(this.#row);
  }

  /** Nobody drives it any more. */
  get isReleased(): boolean {
    return this.#page === NOWHERE.page;
  }

  /** Nobody drives it any more: the row of its signs, which it uses no longer. */
  release(): SignRow {
    const row = { page: this.#page, row: this.#row };
    this.#page = NOWHERE.page;
    this.#row = NOWHERE.row;
    this.#isElsewhere = true;
    return row;
  }

  /**
   * Resolves with the record of the end, whoever brings it about; rejects when the end can't be known. To be called
   * once.
   */
  whenEnded(): Promise<ExecutionRecord> {
    return new Promise((resolve, reject) => {
      if (this.record.endedAt !== null) resolve(this.record);
      this.#end = { resolve, reject };
    });
  }

  /** Nobody will ever hear of its end, for the reason given. */
  abandon(error: unknown): void {
    this.stopping.stop(() => error);
    this.#end?.reject(error);
  }

  /** Tells those who work on it to stop: on a cancel request, and when it has ended without its worker. */
  get stopping(): Stopping {
    if (!this.#stopping) {
      this.#stopping = new Stopping();
      this.#stopAsRecorded(this.#stopping);
    }
    return this.#stopping;
  }

  #stopAsRecorded(stopping: Stopping): void {
    const { record } = this;
    if (record.endedAt !== null) stopping.stop(() => alreadyEnded(record, 'go on'));
    else if (record.cancel) stopping.stop(() => cancelRequested(record));
  }

  /** A write of this tracker begins. */
  beginWriting(): void {
    this.writing += 1;
  }

  /** A write of this tracker is over. */
  endWriting(): void {
    this.writing -= 1;
    if (this.writing > 0) return;
    for (const resolve of this.#quiet?.splice(0) ?? []) resolve();
  }

  /** Resolves when no write of this tracker is under way. */
  quiet(): Promise<void> {
    if (this.writing === 0) return Promise.resolve();
    return new Promise((resolve) => (this.#quiet ??= []).push(resolve));
  }

  /** Whether a clock has run out by `now`, so that a sign comes too late. */
  isOver(now: number, sleptSince: SleptSince): boolean {
    if (now <= this.safeUntil) return false;
    const safeUntil = nextDeadline(this.record, this.signsAt(now), sleptSince);
    this.#page.setSafeUntil(this.#row, safeUntil);
    return safeUntil < now;
  }

  /** What is known of it now, as it is; that this code runs is the best sign that its process is up. */
  signsAt(now: number): Signs {
    if (this.record.liveness === 'heartbeat') return this;
    return { aliveAt: now, progressAt: this.progressAt, leaseAt: now, stalledSince: null };
  }

  /** Takes over a newer record; an older one is ignored. */
  take(record: ExecutionRecord): void {
    if (record.version <= this.record.version) return;
    // told by that record; or somebody else has moved the phase, and the way there was another
    if (this.passage && staysOf(record.phases) !== staysOf(this.record.phases)) {
      this.passage = undefined;
    }
    this.record = record;
    this.#page.setSafeUntil(this.#row, 0);
    if (this.heardVersion < record.version) this.heardVersion = record.version;
    if (this.aliveAt < record.updatedAt) this.aliveAt = record.updatedAt;
    // a sign too, so that others are told of it as moved on by the time that was slept
    if (this.progressAt < record.progressAt) this.progressAt = record.progressAt;
    if (record.endedAt !== null) this.#end?.resolve(record);
    if (this.#stopping) this.#stopAsRecorded(this.#stopping);
  }
}
