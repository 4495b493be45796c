import { isDeepStrictEqual } from 'node:util';
import { createAudit } from '@tracker/audit';
import { OPERATOR_SCOPE, fold, type ExecutionStore } from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';

/** A store that remembers each fact it has said to be committed. */
export interface Remembering {
  readonly store: ExecutionStore;
  readonly acknowledged: HistoryEvent[];
}

/** `store`, with everything it acknowledges noted down. */
export function remembering(store: ExecutionStore): Remembering {
  const acknowledged: HistoryEvent[] = [];
  const commit: ExecutionStore['commit'] = async (transitions) => {
    const results = await store.commit(transitions);
    results.forEach(({ status }, n) => {
      if (status === 'committed') acknowledged.push(...(transitions[n]?.events ?? []));
    });
    return results;
  };
  const noted = new Proxy(store, {
    get(target, name) {
      if (name === 'commit') return commit;
      const part = Reflect.get(target, name) as unknown;
      return typeof part === 'function' ? part.bind(target) : part;
    },
  });
  return { store: noted, acknowledged };
}

/** All facts of a store, page by page through its feed. */
export async function allFacts(store: ExecutionStore): Promise<HistoryEvent[]> {
  const facts: HistoryEvent[] = [];
  for (let after = 0; ; ) {
    const page = await store.feed(OPERATOR_SCOPE, { after, limit: 1_000 });
    facts.push(...page.map(({ event }) => event));
    const last = page.at(-1);
    if (!last) return facts;
    after = last.cursor;
  }
}

/** What is wrong with what a store holds: nothing lost of what was acknowledged, no half commit, every guarantee kept. */
export async function wrongsOf(
  store: ExecutionStore,
  acknowledged: readonly HistoryEvent[],
): Promise<string[]> {
  const facts = await allFacts(store);
  const audit = createAudit();
  for (const fact of facts) audit.add(fact);
  const kept = new Map(facts.map((fact) => [`${fact.executionId} ${fact.seq}`, fact]));
  const lost = acknowledged.filter((fact) => {
    const found = kept.get(`${fact.executionId} ${fact.seq}`);
    return !isDeepStrictEqual(found, JSON.parse(JSON.stringify(fact)));
  });
  const { violations } = audit.finish();
  return [
    ...lost.map(({ executionId, seq, type }) => `lost: ${executionId} ${seq} ${type}`),
    ...(await halves(store, facts)),
    ...violations.map((violation) => JSON.stringify(violation)),
  ];
}

/** Executions whose record is not what their facts make of it. */
async function halves(store: ExecutionStore, facts: readonly HistoryEvent[]): Promise<string[]> {
  const histories = new Map<string, HistoryEvent[]>();
  for (const fact of facts) {
    const history = histories.get(fact.executionId) ?? [];
    histories.set(fact.executionId, history);
    history.push(fact);
  }
  const stored = await store.list(OPERATOR_SCOPE, { limit: 1_000_000 });
  const records = new Map(stored.map(({ record }) => [record.id, record]));
  const wrong: string[] = [];
  for (const [id, history] of histories) {
    if (!isDeepStrictEqual({ ...fold(history) }, records.get(id))) wrong.push(`half: ${id}`);
    records.delete(id);
  }
  return [...wrong, ...[...records.keys()].map((id) => `without history: ${id}`)];
}
