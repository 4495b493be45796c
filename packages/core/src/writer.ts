import { answered, isPromised, type Awaitable } from './awaitable.js';
import type { Birth, Command } from './command.js';
import { Commits, type CommitsParts } from './commits.js';
import { decide, decideBirth, type Decision } from './decide.js';
import type { LiveExecution } from './live-execution.js';
import type { LiveTable } from './live-table.js';
import type { Logger } from './logger.js';
import type { Lookout } from './lookout.js';
import { isLong, nextFactAt, pass } from './passage.js';
import type { ExecutionRecord } from './record.js';
import { contention, duplicate, notFound } from './refusal.js';
import { OPERATOR_SCOPE, mayTouch, type Scope } from './scope.js';
import { NO_SIGNS, type Signs } from './signs.js';
import type { CommitResult, StoredExecution } from './store.js';
import type { Vigil } from './vigil.js';

/** Decisions that were overtaken by others before this command is given up. */
const MAX_OVERTAKEN = 256;

export interface WriterParts extends CommitsParts {
  readonly live: LiveTable;
  readonly vigil: Vigil;
  readonly lookout: Lookout;
  readonly owner: string;
  readonly logger: Logger;
}

/** Who asks what of which execution. */
interface Asked {
  readonly scope: Scope;
  readonly executionId: string;
  readonly command: Command;
  /** The execution as this tracker drives it. */
  readonly driven: LiveExecution | undefined;
  /** Decisions on it that others have overtaken. */
  readonly overtaken: number;
}

/** The same of an execution that this tracker drives. */
interface AskedHere extends Asked {
  readonly driven: LiveExecution;
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
  create(birth: Birth, commands: readonly Command[]): Awaitable<ExecutionRecord> {
    const now = this.#parts.store.now();
    const born = decideBirth(birth, now);
    let next = born.next;
    let events = born.events;
    for (const command of commands) {
      const decision = decide(next, command, this.#parts.lookout.see(NO_SIGNS));
      if (decision.refusal) throw decision.refusal;
      next = decision.next;
      events = events.concat(decision.events);
    }
    const result = this.#commits.commit({ next, events }, 0);
    return isPromised(result)
      ? result.then((late) => unlessTaken(next, late))
      : unlessTaken(next, result);
  }

  /**
   * Performs a command and resolves with the record after it. Rejects with the refusal of the rule book; what the
   * clocks had brought is written all the same.
   */
  perform(scope: Scope, executionId: string, command: Command): Awaitable<ExecutionRecord> {
    const driven = this.driven(executionId);
    if (driven) return this.performHere(driven, scope, command);
    const found = this.#parts.store.read(scope, executionId);
    return this.#contend(found, { scope, executionId, command, driven, overtaken: 0 });
  }

  /** The same for an execution that this tracker drives. */
  performHere(driven: LiveExecution, scope: Scope, command: Command): Awaitable<ExecutionRecord> {
    const asked = { scope, executionId: driven.record.id, command, driven, overtaken: 0 };
    return isFrequent(command) && this.#mayKeepInMind(scope, driven)
      ? this.#performSparsely(asked, command)
      : this.#writeHere(asked);
  }

  /** What the driver of an execution with a long history asks for without end need not all be told. */
  async #performSparsely(asked: AskedHere, command: Frequent): Promise<ExecutionRecord> {
    const { driven } = asked;
    // the fact that is being written may be the one that tells what is in mind
    while (driven.writing > 0) await driven.quiet();
    if (this.#keepInMind(driven, command)) return driven.record;
    return this.#writeHere(asked);
  }

  /** Decides on an execution driven here as it is in mind. */
  #writeHere(asked: AskedHere): Awaitable<ExecutionRecord> {
    const { driven } = asked;
    driven.beginWriting();
    let written: Awaitable<ExecutionRecord> | undefined;
    try {
      written = this.#decideHere(asked);
    } finally {
      if (!isPromised(written)) this.#doneWriting(driven);
    }
    return isPromised(written) ? this.#whenWritten(written, driven) : written;
  }

  async #whenWritten(
    written: Promise<ExecutionRecord>,
    driven: LiveExecution,
  ): Promise<ExecutionRecord> {
    try {
      return await written;
    } finally {
      this.#doneWriting(driven);
    }
  }

  #decideHere(asked: AskedHere): Awaitable<ExecutionRecord> {
    const { scope, executionId, command, driven } = asked;
    const { record, passage } = driven;
    if (!mayTouch(scope, record.userId)) throw notFound(executionId);
    const { lookout, store } = this.#parts;
    const now = lookout.look();
    const decision = decide(record, command, lookout.see(driven.signsAt(now), passage, now));
    // others may have been faster than word of them; a write finds out, an answer without one has to look
    if (decision.events.length === 0) {
      return this.#contend(store.read(scope, executionId), againWith(asked));
    }
    return this.#write(decision, decision.verdict && signsOf(driven, now), asked);
  }

  /** Commits what was decided; when others were faster, decides again. */
  #write(
    decision: Decision,
    evidence: Signs | undefined,
    asked: Asked,
  ): Awaitable<ExecutionRecord> {
    const expected = decision.next.version - decision.events.length;
    const result = this.#commits.commit(decision, expected, evidence);
    if (isPromised(result)) return this.#concludeLate(result, decision, asked);
    return this.#conclude(result, decision, asked);
  }

  #conclude(result: CommitResult, decision: Decision, asked: Asked): Awaitable<ExecutionRecord> {
    if (result.status === 'conflict') return this.#contend(result.current, againWith(asked));
    // what was decided on as it is in the store may be another one of this id than was driven then
    return this.#accept(decision, asked.overtaken === 0 ? asked.driven : undefined);
  }

  async #concludeLate(
    result: Promise<CommitResult>,
    decision: Decision,
    asked: Asked,
  ): Promise<ExecutionRecord> {
    return this.#conclude(await result, decision, asked);
  }

  /**
   * Decides on an execution as the store has it, again as often as others were faster. What is there at once is not
   * waited for: most begin their work this way.
   */
  #contend(
    found: Awaitable<StoredExecution | undefined>,
    asked: Asked,
  ): Awaitable<ExecutionRecord> {
    const answer = answered(found);
    return isPromised(answer) ? this.#contendLate(answer, asked) : this.#decideOn(answer, asked);
  }

  async #contendLate(
    found: Promise<StoredExecution | undefined>,
    asked: Asked,
  ): Promise<ExecutionRecord> {
    return this.#decideOn(await found, asked);
  }

  #decideOn(current: StoredExecution | undefined, asked: Asked): Awaitable<ExecutionRecord> {
    const { scope, executionId, command, driven, overtaken } = asked;
    if (overtaken === MAX_OVERTAKEN) throw contention(executionId, command.type, MAX_OVERTAKEN);
    const stored = this.#withOwnSigns(current, driven);
    if (!stored || !mayTouch(scope, stored.record.userId)) throw notFound(executionId);
    if (driven) this.#publish(stored.record);
    const { record, signs } = stored;
    const decision = decide(record, command, this.#parts.lookout.see(signs, driven?.passage));
    if (decision.events.length === 0) return this.#accept(decision);
    return this.#write(decision, decision.verdict && signs, asked);
  }

  /** What is decided has become true: those who work on it hear of it, and the author of what was refused is told why. */
  #accept({ next, events, refusal }: Decision, driven?: LiveExecution): ExecutionRecord {
    if (events.length > 0) this.#publish(next, driven);
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

  /** The execution of that id, when this tracker drives it; then the id needs no further look. */
  driven(executionId: string): LiveExecution | undefined {
    return this.#parts.live.get(executionId);
  }

  /** The instant of a sign of life; undefined when it came too late and the execution is over. */
  sign(live: LiveExecution): number | undefined {
    const now = this.#parts.lookout.look();
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

  /** Drives an execution from now on; what others have done to it since `record` is taken over soon. */
  adopt(record: ExecutionRecord): LiveExecution {
    const live = this.#parts.live.adopt(record);
    this.#catchUp(live);
    return live;
  }

  /** Word has come that an execution is at `version`. */
  hear(executionId: string, version: number): void {
    const live = this.driven(executionId);
    if (!live) return this.#parts.live.hear(executionId, version);
    if (version <= live.heardVersion) return;
    live.heardVersion = version;
    this.#catchUp(live);
  }

  /** Takes over what it has heard of, unless that may be what is being written. */
  #catchUp({ record: { id, version }, writing, heardVersion }: LiveExecution): void {
    if (writing > 0 || heardVersion <= version) return;
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

  #doneWriting(live: LiveExecution): void {
    live.endWriting();
    this.#catchUp(live);
  }

  /** Lets those who work on the execution here know what it has become. */
  #publish(record: ExecutionRecord, driven = this.driven(record.id)): void {
    const { live: table, owner } = this.#parts;
    const live = driven?.isReleased ? undefined : driven;
    if (!live || record.version < live.record.version) return;
    table.take(live, record);
    live.isElsewhere = record.endedAt !== null || record.owner !== owner;
  }
}

/**
 * That this code runs is the best sign that its process is up. A copy: as evidence of a verdict it must not take in
 * signs that come later.
 */
function signsOf({ aliveAt, progressAt }: LiveExecution, now: number): Signs {
  return { aliveAt, progressAt, leaseAt: now, stalledSince: null };
}

/** The same once more, after others were faster. */
function againWith(asked: Asked): Asked {
  return { ...asked, overtaken: asked.overtaken + 1 };
}

/** What may be asked for without end in the life of one execution. */
type Frequent = Extract<Command, { type: 'enter_phase' | 'progress' }>;

function isFrequent(command: Command): command is Frequent {
  return command.type === 'enter_phase' || command.type === 'progress';
}

function unlessTaken(record: ExecutionRecord, { status }: CommitResult): ExecutionRecord {
  if (status === 'conflict') throw duplicate(record.id);
  return record;
}
