import { isDeepStrictEqual } from 'node:util';
import { createAudit } from '@tracker/audit';
import { OPERATOR_SCOPE, fold, type ExecutionStore } from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';
import type { Diary } from './diary.fixture.js';

const PAGE = 1_000;

/** All facts of a store, page by page through its feed. */
async function factsOf(store: ExecutionStore): Promise<HistoryEvent[]> {
  const facts: HistoryEvent[] = [];
  for (let after = 0; ; ) {
    const page = await store.feed(OPERATOR_SCOPE, { after, limit: PAGE });
    facts.push(...page.map(({ event }) => event));
    const last = page.at(-1);
    if (!last) return facts;
    after = last.cursor;
  }
}

/** What the auditor objects to in everything that a store holds. */
export async function auditWrongs(store: ExecutionStore): Promise<string[]> {
  const audit = createAudit();
  for (const fact of await factsOf(store)) audit.add(fact);
  return audit.finish().violations.map((violation) => JSON.stringify(violation));
}

/** What is wrong after crashes: acknowledged and lost, half committed, or against a guarantee. */
export async function crashWrongs(store: ExecutionStore, diary: Diary): Promise<string[]> {
  const histories = new Map<string, HistoryEvent[]>();
  for (const fact of await factsOf(store)) {
    const history = histories.get(fact.executionId) ?? [];
    histories.set(fact.executionId, history);
    history.push(fact);
  }
  const wrongs = lost(histories, diary);
  for (const [id, history] of histories) {
    if (!diary.meant.get(id)?.has(history.length)) wrongs.push(`half a commit: ${id}`);
    const stored = await store.read(OPERATOR_SCOPE, id);
    // through JSON, as undefined fields are no difference
    if (!isDeepStrictEqual(plain(stored?.record), plain(fold(history)))) wrongs.push(`torn: ${id}`);
  }
  return [...wrongs, ...(await auditWrongs(store))];
}

function lost(histories: ReadonlyMap<string, HistoryEvent[]>, diary: Diary): string[] {
  return diary.acknowledged
    .filter(
      (fact) => !isDeepStrictEqual(histories.get(fact.executionId)?.[fact.seq - 1], plain(fact)),
    )
    .map(({ executionId, seq, type }) => `acknowledged and lost: ${executionId} ${seq} ${type}`);
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
