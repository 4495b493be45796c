import { isDeepStrictEqual } from 'node:util';
import { createAudit } from '@tracker/audit';
import { OPERATOR_SCOPE, fold, type ExecutionRecord, type ExecutionStore } from '@tracker/core';
import { TrackerError, isTerminal, type HistoryEvent } from '@tracker/state';
import { isGentle, type Faults } from './faults.js';
import type { Ground } from './ground.js';
import type { Site } from './site.js';
import { endOf, type CountedSign, type Witness } from './witness.js';

export interface Aftermath {
  readonly store: ExecutionStore;
  readonly sites: readonly Site[];
  readonly witness: Witness;
  readonly faults: Faults;
  readonly ground: Ground;
}

/** What a world that has come to rest owes: everything that is wrong with it, by execution. */
export async function verdicts(aftermath: Aftermath): Promise<string[]> {
  const { store, sites, witness, faults } = aftermath;
  const stored = await store.list(OPERATOR_SCOPE, { limit: 1_000_000 });
  const records = new Map(stored.map(({ record }) => [record.id, record]));
  const histories = await Promise.all(
    [...records.keys()].map((id) =>
      store.history(OPERATOR_SCOPE, id, { afterSeq: 0, limit: 1_000_000 }),
    ),
  );
  for (const record of records.values()) judgeEnd(record, aftermath);
  for (const history of histories) judgeHistory(history, records, witness);
  const crashed = new Set(sites.flatMap(({ host }) => (host.crashed ? [host.name] : [])));
  judgeRuns(records, crashed, witness);
  if (isGentle(faults)) {
    const open = new Set(sites.flatMap((site) => (site.open ? [site.name] : [])));
    judgeDeaths(records, open, witness);
  }
  return [...witness.violations, ...audited(histories, witness, store.now())];
}

function judgeEnd(record: ExecutionRecord, aftermath: Aftermath): void {
  const { witness } = aftermath;
  const { id, state, endedAt, endsBy, cause, owner } = record;
  if (!isTerminal(state) || endedAt === null) {
    return witness.accuse(id, `it is still "${state}" after its bound`);
  }
  if (endedAt > endsBy) witness.accuse(id, `it ended ${endedAt - endsBy} ms after its bound`);
  const told = witness.endToldOf(id);
  const end = endOf(record);
  if (told !== undefined && told !== end) {
    witness.accuse(id, `somebody was told "${told}", and the store has "${end}"`);
  }
  const sign = witness.signs.get(id);
  if (cause?.kind !== 'death' || !sign || !isOf(sign.process, owner)) return;
  // a sign between the death and word of it counts in vain, and only its process thinks otherwise
  const inTime = isKnown(sign, record, aftermath);
  if (inTime && sign.at > cause.lastSignAt) {
    witness.accuse(
      id,
      `a sign at ${sign.at} counted; its death knows none after ${cause.lastSignAt}`,
    );
  }
}

/** How long before a deadline a process has its signs known when it renews its lease, in milliseconds. */
const KNOWN_AHEAD_MS = 500;

/** Whether whoever wrote an end could know a sign. */
function isKnown(
  sign: CountedSign,
  { id, endedAt }: ExecutionRecord,
  aftermath: Aftermath,
): boolean {
  const { ground, sites, witness } = aftermath;
  const landed = witness.landed.get(id) ?? 0;
  if (ground.signsAreKnown === 'at once') return sign.givenAt < landed;
  const renewals = sites.find(({ name }) => name === sign.process)?.store.renewals ?? [];
  const from = Math.max(sign.givenAt, (endedAt ?? 0) - KNOWN_AHEAD_MS);
  return renewals.some((at) => at >= from && at < landed);
}

/** What is written of it; the order of its fields is each store's own. */
function plain(record: ExecutionRecord | undefined): unknown {
  return record && JSON.parse(JSON.stringify(record));
}

function judgeHistory(
  history: readonly HistoryEvent[],
  records: ReadonlyMap<string, ExecutionRecord>,
  witness: Witness,
): void {
  const folded = foldOrNot(history);
  if (!folded) return witness.accuse(history[0]?.executionId ?? '?', 'its history can not be');
  if (!isDeepStrictEqual(plain(folded), plain(records.get(folded.id)))) {
    witness.accuse(folded.id, 'its history does not fold to its record');
  }
  const notes = history.flatMap((fact) => (fact.type === 'progressed' ? [fact.note] : []));
  if (new Set(notes).size < notes.length) witness.accuse(folded.id, 'one report is there twice');
  const holds = history.filter(({ type }) => type === 'held').length;
  const resumes = history.filter(({ type }) => type === 'resumed').length;
  if (holds - resumes > 1) witness.accuse(folded.id, 'it was held twice at once');
}

function foldOrNot(history: readonly HistoryEvent[]): ExecutionRecord | undefined {
  try {
    return fold(history);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function judgeRuns(
  records: ReadonlyMap<string, ExecutionRecord>,
  crashed: ReadonlySet<string>,
  witness: Witness,
): void {
  for (const { executionId, process, outcome, refused } of witness.runs) {
    if (TrackerError.is(refused, 'duplicate_id')) {
      witness.accuse(executionId, 'its creation was refused as a duplicate of itself');
    }
    if (crashed.has(process) || refused !== undefined) continue;
    const record = records.get(executionId);
    if (!outcome) witness.accuse(executionId, `its run never resolved in ${process}`);
    else if (outcome.state !== record?.state) {
      witness.accuse(executionId, `its run resolved as "${outcome.state}", not "${record?.state}"`);
    }
  }
}

/** Whether an owner is the tracker of that name, in whichever of its lives. */
function isOf(process: string, owner: string | null): boolean {
  return owner?.startsWith(`${process}/`) === true;
}

function judgeDeaths(
  records: ReadonlyMap<string, ExecutionRecord>,
  open: ReadonlySet<string>,
  witness: Witness,
): void {
  for (const { executionId, process } of witness.healthy) {
    const record = records.get(executionId);
    // one that somebody else has taken over is no longer its driver's to keep alive
    if (!record || !open.has(process) || !isOf(process, record.owner)) continue;
    const { state, cause } = record;
    if (state === 'dead') witness.accuse(executionId, 'it was alive and is called dead');
    if (cause?.kind === 'timeout' && cause.clock === 'idle') {
      witness.accuse(executionId, 'it made progress and is called idle');
    }
  }
}

function audited(
  histories: readonly (readonly HistoryEvent[])[],
  witness: Witness,
  asOf: number,
): string[] {
  const audit = createAudit({ asOf });
  for (const event of histories.flat()) audit.add(event);
  for (const { execution, readAt, readBy } of witness.sights) {
    audit.add({ kind: 'record', record: execution, readAt, readBy });
  }
  return audit
    .finish()
    .violations.map(
      ({ code, executionId, facts }) => `${executionId}: audit ${code}: ${facts.join('; yet ')}`,
    );
}
