import { TABLE_DIGEST } from '@tracker/state';
import { GUARANTEES, VIOLATION_CODES, type Guarantee } from './checks.js';
import { conclusions } from './conclusions.js';
import { when, type Contradiction } from './contradiction.js';
import { quoted } from './evidence-words.js';
import { Ledger } from './ledger.js';
import { unknownLife, type Life } from './life.js';
import type { Transcript } from './line-shapes.js';
import { readLine, type Line } from './read-line.js';
import { readRules, type ReadRecord } from './read-record.js';
import { canJudge, recordRules } from './record-rules.js';
import type { AuditReport, Certificate } from './report.js';
import { firstSighting, seeFrame } from './sighting.js';
import { auditedData, Tally } from './tally.js';
import { witness, witnessUnreadable } from './witness.js';

export interface AuditOptions {
  /**
   * The instant for which the report is to be true, in epoch milliseconds. Executions whose bound has not
   * passed by then are open. By default the last instant that the data itself names.
   */
  readonly asOf?: number;
}

/** An audit under way. */
export interface Audit {
  /** Takes one line: JSON text or what it stands for. `where` names it in the evidence. Never throws. */
  add(line: unknown, where?: string): void;
  /** Takes note of a line that could not be read at all, because of `reason`. */
  addUnreadable(reason: string, where?: string): void;
  /** What was found. More lines can be added afterwards, and `finish` called again. */
  finish(): AuditReport;
}

/**
 * An audit of any number of executions whose lines may interleave. An active execution costs its record and
 * eight bytes per fact; one whose end was acknowledged is cut down to its ids, its end and those bytes.
 */
export function createAudit(options: AuditOptions = {}): Audit {
  return new RunningAudit(options);
}

type LineOf<K extends Line['kind']> = Extract<Line, { kind: K }>;

class RunningAudit implements Audit {
  readonly #options: AuditOptions;
  readonly #tally = new Tally();
  readonly #ledger = new Ledger();
  readonly #lives = new Map<string, Life>();
  readonly #witnesses = new Set<string>();

  constructor(options: AuditOptions) {
    this.#options = options;
  }

  add(line: unknown, where?: string): void {
    this.#tally.lines += 1;
    this.#take(readLine(line), where ?? `line ${this.#tally.lines}`);
  }

  addUnreadable(reason: string, where?: string): void {
    this.#tally.lines += 1;
    const misfit = when(true, 'unreadable_line', () => ['a line is one JSON object', reason]);
    this.#ledger.note(misfit, { executionId: null, where: where ?? `line ${this.#tally.lines}` });
  }

  finish(): AuditReport {
    const asOf = this.#options.asOf ?? this.#tally.latest;
    // conclusions are drawn on a copy, for later lines may still take them back
    const ledger = this.#ledger.copy();
    const hindsight = { lives: this.#lives, asOf, witnesses: this.#witnesses };
    for (const life of this.#lives.values()) {
      ledger.note(conclusions(life, hindsight), { executionId: life.id });
    }
    const data = auditedData(this.#tally, this.#lives.values(), hindsight);
    const violations = ledger.found('violation');
    const report = { counts: ledger.counts(), digest: TABLE_DIGEST, asOf, data };
    const certificate = violations.length === 0 ? certify(report) : null;
    const certified = certificate !== null;
    return { certified, certificate, violations, warnings: ledger.found('warning'), ...report };
  }

  #take(line: Line, where: string): void {
    switch (line.kind) {
      case 'fact':
        return this.#takeFact(line, where);
      case 'record':
        return this.#takeRecord({ ...line.read, where });
      case 'transcript':
        return this.#takeTranscript(line.transcript, where);
      case 'header':
        return this.#ledger.note(digestRules(line.digest), { executionId: null, where });
      case 'misfit':
        return this.#ledger.note(line.misfit, { executionId: line.executionId, where });
    }
  }

  #takeFact({ head, fact }: LineOf<'fact'>, where: string): void {
    const { executionId, seq, at } = head;
    const life = this.#life(executionId);
    this.#tally.fact(at);
    const broken = fact.event ? witness(life, fact.event) : witnessUnreadable(life, head);
    const named = broken.length > 0 && fact.event !== undefined;
    const subject = { executionId, seq, where };
    this.#ledger.note(named ? broken : [...fact.misfit, ...broken], subject);
    if (life.waiting.length > 0) this.#judgeWaiting(life);
  }

  #takeRecord(read: ReadRecord): void {
    const life = this.#life(read.record.id);
    this.#tally.records += 1;
    this.#tally.instant(read.readAt);
    this.#ledger.note(readRules(read), subjectOf(read));
    life.waiting.push(read);
    this.#judgeWaiting(life);
  }

  #judgeWaiting(life: Life): void {
    const ready = life.waiting.filter((read) => canJudge(read, life));
    if (ready.length === 0) return;
    life.waiting = life.waiting.filter((read) => !ready.includes(read));
    for (const read of ready) this.#ledger.note(recordRules(read, life), subjectOf(read));
  }

  #takeTranscript({ userId, clientId, frames }: Transcript, where: string): void {
    const key = JSON.stringify([userId, clientId ?? where]);
    const client = clientId === undefined ? 'a client' : `client ${quoted(clientId)}`;
    this.#tally.transcripts += 1;
    this.#tally.frames += frames.length;
    this.#witnesses.add(userId);
    for (const frame of frames) {
      const { sightings } = this.#life(frame.executionId);
      const sighting = sightings.get(key) ?? firstSighting({ userId, client, where }, frame);
      sightings.set(key, sighting);
      const { executionId } = frame;
      this.#ledger.note(seeFrame(sighting, frame), { executionId, where });
    }
  }

  #life(id: string): Life {
    const life = this.#lives.get(id) ?? unknownLife(id);
    this.#lives.set(id, life);
    return life;
  }
}

function subjectOf({ record, where }: ReadRecord) {
  return { executionId: record.id, seq: record.version, where };
}

function digestRules(digest: string): readonly Contradiction[] {
  return when(digest !== TABLE_DIGEST, 'digest_mismatch', () => [
    `this auditor knows the table ${TABLE_DIGEST}`,
    `the data was written under ${digest}`,
  ]);
}

function certify({ digest, asOf, data }: Omit<Certificate, 'guarantees' | 'checks'>): Certificate {
  const guarantees = Object.keys(GUARANTEES) as Guarantee[];
  return { guarantees, checks: VIOLATION_CODES, digest, asOf, data };
}
