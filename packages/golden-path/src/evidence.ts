import type { AgentFrame } from '@tracker/client';
import type { AgentExecutionTracker } from '@tracker/core';
import { TABLE_DIGEST, type Execution, type HistoryEvent } from '@tracker/state';
import type { Reading } from './observer.js';

/** One execution as each of its readers has it. */
export interface Account {
  readonly history: readonly HistoryEvent[];
  readonly byOperator: Execution;
  readonly byUser: Execution | undefined;
}

/** Times that an execution is read again because it changed while it was read. */
const READS = 5;

/** What a client was shown, in the words of the auditor's input. */
export interface ClientTranscript {
  readonly userId: string;
  readonly frames: readonly AgentFrame[];
}

/** Executions that are read at once. */
const AT_ONCE = 16;

/** The accounts of all executions that were created at `since`, epoch milliseconds of the store, or later. */
export async function collectAccounts(
  tracker: AgentExecutionTracker,
  since: number,
): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (let after: string | undefined; ; ) {
    const page = await tracker.listExecutions({ limit: 1_000, ...(after && { after }) });
    const found = page.executions.filter(({ createdAt }) => createdAt >= since);
    for (let from = 0; from < found.length; from += AT_ONCE) {
      const some = found.slice(from, from + AT_ONCE);
      const read = await Promise.all(some.map(({ id, userId }) => accountOf(tracker, id, userId)));
      accounts.push(...read.flatMap((account) => account ?? []));
    }
    // the newest come first
    if (page.next === undefined || found.length < page.executions.length) return accounts;
    after = page.next;
  }
}

async function accountOf(
  tracker: AgentExecutionTracker,
  id: string,
  userId: string,
): Promise<Account | undefined> {
  for (let read = 1; ; read++) {
    const history = await tracker.history(id);
    const byOperator = await tracker.getExecution(id);
    const byUser = await tracker.forUser(userId).getExecution(id);
    if (!byOperator) return undefined;
    const quiet = history.length === byOperator.version && byOperator.version === byUser?.version;
    if (quiet || read === READS) return { history, byOperator, byUser };
  }
}

export interface EvidenceParts {
  readonly accounts: readonly Account[];
  readonly readings: readonly Reading[];
  readonly transcripts: readonly ClientTranscript[];
  /** When the accounts were read, by the store's clock. */
  readonly readAt: number;
}

/** Everything an auditor needs, one JSON line each: `tracker-audit` reads them from a file as well. */
export function evidenceLines(parts: EvidenceParts): readonly object[] {
  const { accounts, readings, transcripts, readAt } = parts;
  const last = accounts.flatMap(({ byOperator, byUser }): readonly Reading[] => [
    { kind: 'record', record: byOperator, readAt },
    ...(byUser ? [{ kind: 'record', record: byUser, readAt, readBy: byUser.userId } as const] : []),
  ]);
  return [
    { kind: 'header', digest: TABLE_DIGEST },
    ...accounts.flatMap(({ history }) => history),
    ...readings,
    ...last,
    ...transcripts.map(({ userId, frames }) => ({
      kind: 'transcript',
      userId,
      clientId: `client-of-${userId}`,
      frames,
    })),
  ];
}
