import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { Birth, Command } from './command.js';
import { Commits, type CommitsParts } from './commits.js';
import { decide, decideBirth, type Circumstances, type Decision } from './decide.js';
import type { LiveExecution } from './live-execution.js';
import type { LiveTable } from './live-table.js';
import type { Logger } from './logger.js';
import { isDue } from './judge.js';
import { isLong, nextFactAt, pass, type Passage } from './passage.js';
import type { ExecutionRecord } from './record.js';
import { alreadyEnded } from './refusal.js';
import { OPERATOR_SCOPE, mayTouch, type Scope } from './scope.js';
import type { Signs } from './signs.js';
import type { CommitResult, StoredExecution } from './store.js';
import { cancelRequested } from './stop-reason.js';
import type { UserMessage } from './user-message.js';
import type { Vigil } from './vigil.js';

/** Decisions that were overtaken by others before this command is given up. */
const MAX_OVERTAKEN = 256;

export interface WriterParts extends CommitsParts {
  readonly live: LiveTable;
  readonly vigil: Vigil;
  readonly name: string;
  readonly owner: string;
  readonly userMessage: UserMessage;
  readonly logger: Logger;
}

/** Who asks what of which execution. */
interface Asked {
  readonly scope: Scope;
  readonly executionId: string;
  readonly command: Command;
  /** The execution as this tracker drives it. */
  readonly driven: LiveExecution | undefined;
}

/** The one place that writes to the store: it lets the rule book decide, compares and sets, and passes on the result. */
export class Writer {
  readonly #parts: WriterParts;
  readonly #commits: Commits;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#commits = new Commits(parts);
  }

  /** Brings an execution into being and, in the same commit, performs `commands` on it. */
  async create(birth: Birth, commands: readonly Command[]): Promise<ExecutionRecord> {
    const now = this.#parts.store.now();
    const born = decideBirth(birth, now);
    let next = born.next;
    let events = born.events;
    for (const command of commands) {
      const decision = decide(next, command, this.#see(NO_SIGNS));
      if (decision.refusal) throw decision.refusal;
      next = decision.next;
      events = events.concat(decision.events);
    }
    const result = await this.#commits.commit({ next, events }, 0);
    if (result.status === 'conflict') throw duplicate(birth.executionId);
    return next;
  }

  /**
   * Performs a command and resolves with the record after it. Rejects with the refusal of the rule book; what the
   * clocks had brought is written all the same.
   */
  perform(scope: Scope, executionId: string, command: Command): Promise<ExecutionRecord> {
    const { store, live } = this.#parts;
    const driven = live.get(executionId);
    if (!driven) {
      return this.#contend(store.read(scope, executionId), { scope, executionId, command, driven });
    }
    return isFrequent(command) && this.#mayKeepInMind(scope, driven)
      ? this.#performSparsely(driven, scope, command)
      : this.#performOn(driven, scope, command);
  }

  /** What the driver of an execution with a long history asks for without end need not all be told. */
  async #performSparsely(
    driven: LiveExecution,
    scope: Scope,
    command: Frequent,
  ): Promise<ExecutionRecord> {
    // the fact that is being written may be the one that tells what is in mind
    while (driven.writing > 0) await driven.quiet();
    if (this.#keepInMind(driven, command)) return driven.record;
    return this.#performOn(driven, scope, command);
  }

  /** Decides on an execution driven here as it is in mind. */
  async #performOn(
    driven: LiveExecution,
    scope: Scope,
    command: Command,
  ): Promise<ExecutionRecord> {
    driven.beginWriting();
    try {
      const { record, passage } = driven;
      const { id: executionId, userId } = record;
      if (!mayTouch(scope, userId)) throw notFound(executionId);
      const now = this.look();
      const signs = signsOf(driven, now);
      const decision = decide(record, command, this.#circumstances(signs, now, passage));
      // others may have been faster than word of them; a write finds out, an answer without one has to look
      if (decision.events.length === 0) {
        const found = this.#parts.store.read(scope, executionId);
        return await this.#contend(found, { scope, executionId, command, driven });
      }
      const result = await this.#write(decision, record, signs);
      if (result.status === 'committed') return this.#accept(decision);
      return await this.#contend(result.current, { scope, executionId, command, driven });
    } finally {
      this.#doneWriting(driven);
    }
  }

  /** Decides on an execution as the store has it, again as often as others were faster. */
  async #contend(
    found: StoredExecution | undefined | Promise<StoredExecution | undefined>,
    asked: Asked,
  ): Promise<ExecutionRecord> {
    const { scope, executionId, command, driven } = asked;
    let current = await found;
    // one that is driven here was decided on once before
    for (let overtaken = driven ? 1 : 0; overtaken < MAX_OVERTAKEN; overtaken++) {
      const stored = this.#withOwnSigns(current, driven);
      if (!stored || !mayTouch(scope, stored.record.userId)) throw notFound(executionId);
      if (driven) this.#publish(stored.record);
      const { record, signs } = stored;
      const decision = decide(record, command, this.#see(signs, driven?.passage));
      if (decision.events.length === 0) return this.#accept(decision);
      const result = await this.#write(decision, record, signs);
      if (result.status === 'committed') return this.#accept(decision);
      current = result.current;
    }
    throw contention(executionId, command.type);
  }

  /** What is decided has become true: those who work on it hear of it, and the author of what was refused is told why. */
  #accept({ next, events, refusal }: Decision): ExecutionRecord {
    if (events.length > 0) this.#publish(next);
    if (refusal) throw refusal;
    return next;
  }

  #mayKeepInMind(scope: Scope, { record }: LiveExecution): boolean {
    return isLong(record) && mayTouch(scope, record.userId);
  }

  /**
   * Whether what the driver of an execution with a long history asks for need not be told at once: a phase is then
   * told by the next fact, and progress is a sign.
   */
  #keepInMind(driven: LiveExecution, command: Frequent): boolean {
    const now = this.sign(driven);
    const { record } = driven;
    const due = nextFactAt(record);
    if (now === undefined || now >= due) return false;
    if (command.type === 'enter_phase') {
      const passage = pass(record, driven.passage, { phase: command.phase, now });
      if (!passage) return false;
      driven.passage = passage;
      this.#parts.live.lookAt(driven, due);
    }
    driven.progressAt = now;
    return true;
  }

  /** Writes what the clocks have brought to an execution, if anything. Resolves with the record as it is then. */
  async settle({ id, userId }: ExecutionRecord): Promise<ExecutionRecord> {
    return this.perform({ userId }, id, { type: 'settle' });
  }

  /** What a reader sees: the record, after the clocks had their say. Undefined when the scope has no such execution. */
  async read(scope: Scope, executionId: string): Promise<ExecutionRecord | undefined> {
    const stored = await this.#parts.store.read(scope, executionId);
    return stored && this.truth(stored);
  }

  /**
   * The record of a stored execution once the clocks had their say; settled before anybody sees it. Rejects with
   * `store_failure` when it is over and that can't be written.
   */
  async truth({ record, signs }: StoredExecution): Promise<ExecutionRecord> {
    if (!isDue(record, this.#see(signs))) return record;
    try {
      return await this.settle(record);
    } catch (error) {
      if (!TrackerError.is(error, TrackerErrorCode.STORE_FAILURE)) throw error;
      // an end that is not written may not be the end: somebody else's may be on its way
      if (record.endedAt === null) throw error;
      return record;
    }
  }

  /** Whether this tracker drives an execution of that id; then the id needs no further look. */
  drives(executionId: string): boolean {
    return this.#parts.live.get(executionId) !== undefined;
  }

  /** The instant of a sign of life; undefined when it came too late and the execution is over. */
  sign(live: LiveExecution): number | undefined {
    const now = this.look();
    return this.signAt(live, now) ? now : undefined;
  }

  /** Notes a sign of life given now; false when it came too late. */
  signAt(live: LiveExecution, now: number): boolean {
    if (live.isElsewhere) return false;
    if (live.isOver(now, this.#parts.vigil.sleptSince)) {
      this.settleSoon(live.record);
      return false;
    }
    live.aliveAt = now;
    return true;
  }

  /** Tells what is left to tell, and settles what is driven here and overdue, should somebody else have ended it without our hearing of it. */
  settleOwn(): void {
    const { store, live, vigil } = this.#parts;
    for (const { record } of live.overdue(store.now(), vigil.sleptSince)) this.settleSoon(record);
  }

  /** Settles without anybody waiting for it; the sweeper does it again should it fail. */
  settleSoon(record: ExecutionRecord): void {
    this.settle(record).catch((error: unknown) => {
      const { logger } = this.#parts;
      logger.warn({ executionId: record.id, err: error }, 'an execution could not be settled');
    });
  }

  /** Word has come that an execution driven here is at `version`. */
  hear(live: LiveExecution, version: number): void {
    if (version <= live.heardVersion) return;
    live.heardVersion = version;
    if (live.writing === 0) this.#catchUp(live);
  }

  #catchUp({ record: { id } }: LiveExecution): void {
    this.refresh(id).catch((error: unknown) => {
      this.#parts.logger.warn(
        { executionId: id, err: error },
        'an execution could not be read again',
      );
    });
  }

  /** Reads an execution this tracker drives again, because somebody else has changed it. */
  async refresh(executionId: string): Promise<void> {
    const stored = await this.#parts.store.read(OPERATOR_SCOPE, executionId);
    if (stored) return this.#publish(stored.record);
    const live = this.#parts.live.get(executionId);
    if (live) this.#parts.live.abandon(live, notFound(executionId));
  }

  /** What the store says, with the signs that are known better here as long as this tracker drives it. */
  #withOwnSigns(
    stored: StoredExecution | undefined,
    driven: LiveExecution | undefined,
  ): StoredExecution | undefined {
    if (!stored || !driven || stored.record.owner !== this.#parts.owner) return stored;
    return { record: stored.record, signs: signsOf(driven, this.#parts.store.now()) };
  }

  #see(signs: Signs, passage?: Passage): Circumstances {
    return this.#circumstances(signs, this.look(), passage);
  }

  #circumstances(signs: Signs, now: number, passage: Passage | undefined): Circumstances {
    const { vigil, name, userMessage } = this.#parts;
    return { now, signs, sleptSince: vigil.sleptSince, judge: name, userMessage, passage };
  }

  /** What time it is; the vigil takes note that somebody looked. */
  look(): number {
    const { store, vigil } = this.#parts;
    const now = store.now();
    vigil.look(now);
    return now;
  }

  #write(decision: Decision, { version }: ExecutionRecord, evidence: Signs): Promise<CommitResult> {
    return this.#commits.commit(decision, version, decision.verdict && evidence);
  }

  #doneWriting(live: LiveExecution): void {
    live.endWriting();
    if (live.writing === 0 && live.heardVersion > live.record.version) this.#catchUp(live);
  }

  /** Lets those who work on the execution here know what it has become. */
  #publish(record: ExecutionRecord): void {
    const { live: table, owner } = this.#parts;
    const live = table.get(record.id);
    if (!live || record.version < live.record.version) return;
    table.take(live, record);
    live.isElsewhere = record.endedAt !== null || record.owner !== owner;
    if (record.endedAt !== null) live.stop(() => alreadyEnded(record, 'go on'));
    else if (record.cancel) live.stop(() => cancelRequested(record));
  }
}

/**
 * That this code runs is the best sign that its process is up. A copy: as evidence of a verdict it must not take in
 * signs that come later.
 */
function signsOf({ aliveAt, progressAt }: LiveExecution, now: number): Signs {
  return { aliveAt, progressAt, leaseAt: now, stalledSince: null };
}

/** What may be asked for without end in the life of one execution. */
type Frequent = Extract<Command, { type: 'enter_phase' | 'progress' }>;

function isFrequent(command: Command): command is Frequent {
  return command.type === 'enter_phase' || command.type === 'progress';
}

/** An execution that is just being born has given no signs beside its record. */
const NO_SIGNS: Signs = { aliveAt: 0, progressAt: 0, leaseAt: null, stalledSince: null };

function notFound(executionId: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_FOUND,
    message: `There is no execution "${executionId}" here; check the id and whose it is.`,
    details: { executionId },
  });
}

function duplicate(executionId: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.DUPLICATE_ID,
    message: `An execution "${executionId}" exists already; leave the id out to get a new one.`,
    details: { executionId },
  });
}

function contention(executionId: string, asked: string): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.CONTENTION,
    message:
      `"${asked}" was overtaken ${MAX_OVERTAKEN} times by other writes to execution ${executionId}; ` +
      `nothing was changed. Try again with fewer writers.`,
    details: { executionId },
  });
}
