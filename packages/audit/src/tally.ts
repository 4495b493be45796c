import { TERMINAL_STATES, isTerminal, type TerminalState } from '@tracker/state';
import type { Life } from './life.js';
import type { AuditedData } from './report.js';

/** What is counted while lines are read. */
export class Tally {
  lines = 0;
  facts = 0;
  records = 0;
  transcripts = 0;
  frames = 0;
  from: number | null = null;
  to: number | null = null;
  /** The last instant that a fact or a read is dated. */
  latest: number | null = null;

  fact(at: number): void {
    this.facts += 1;
    this.from = Math.min(this.from ?? at, at);
    this.to = Math.max(this.to ?? at, at);
    this.instant(at);
  }

  instant(at: number): void {
    this.latest = Math.max(this.latest ?? at, at);
  }
}

function countEnds(lives: readonly Life[]): Record<TerminalState, number> {
  const none = Object.fromEntries(TERMINAL_STATES.map((state) => [state, 0]));
  const ends = none as Record<TerminalState, number>;
  for (const { rebuilt } of lives) {
    if (rebuilt && isTerminal(rebuilt.state)) ends[rebuilt.state] += 1;
  }
  return ends;
}

/** What was looked at, once everything was. `witnesses` are the users who have a transcript. */
export function auditedData(
  tally: Tally,
  all: Iterable<Life>,
  { witnesses, asOf }: { readonly witnesses: ReadonlySet<string>; readonly asOf: number | null },
): AuditedData {
  const lives = [...all].filter(({ begun }) => begun);
  const told = lives.flatMap(({ rebuilt }) => rebuilt ?? []);
  const ended = told.filter(({ endedAt }) => endedAt !== null);
  const unwitnessed = ended.filter(({ userId }) => !witnesses.has(userId));
  const { lines, facts, records, transcripts, frames, from, to } = tally;
  return {
    lines,
    facts,
    executions: lives.length,
    users: new Set(told.map(({ userId }) => userId)).size,
    open: told.filter(({ endedAt, endsBy }) => endedAt === null && (asOf ?? 0) <= endsBy).length,
    ended: countEnds(lives),
    acknowledged: told.filter(({ delivery }) => (delivery?.acknowledgedAt ?? null) !== null).length,
    records,
    transcripts,
    frames,
    unwitnessed: witnesses.size === 0 ? 0 : unwitnessed.length,
    from,
    to,
  };
}
