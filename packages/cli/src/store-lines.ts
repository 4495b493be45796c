import { OPERATOR_SCOPE, type ExecutionStore, type StoredExecution } from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';

/** One execution as it lies in a store: its facts, and the record that stands beside them. */
export interface StoredLife {
  readonly stored: StoredExecution;
  readonly events: readonly HistoryEvent[];
}

/** Executions listed at once. */
const PAGE = 200;

/** Histories read at once. */
const AT_ONCE = 16;

/** Facts of one history read at once. */
const FACTS = 1_000;

/**
 * Every execution in a store, newest first, read through the port alone: nothing of the writer's is asked, nothing is
 * settled or written. A history is read up to the version of its record, so that whatever is written meanwhile
 * contradicts nothing.
 */
export async function* storedLives(store: ExecutionStore): AsyncGenerator<StoredLife> {
  let after: string | undefined;
  for (;;) {
    const query = { limit: PAGE, ...(after !== undefined && { after }) };
    const page = await store.list(OPERATOR_SCOPE, query);
    for (let at = 0; at < page.length; at += AT_ONCE) {
      const some = page.slice(at, at + AT_ONCE);
      yield* await Promise.all(
        some.map(async (stored) => ({ stored, events: await historyOf(store, stored) })),
      );
    }
    if (page.length < PAGE) return;
    after = page.at(-1)?.record.id;
  }
}

async function historyOf(
  store: ExecutionStore,
  { record: { id, version } }: StoredExecution,
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  while (events.length < version) {
    const limit = Math.min(FACTS, version - events.length);
    const more = await store.history(OPERATOR_SCOPE, id, { afterSeq: events.length, limit });
    if (more.length === 0) break; // a gap is for the auditor to find
    events.push(...more);
  }
  return events;
}
