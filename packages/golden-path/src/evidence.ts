import type { AgentExecutionTracker, ExecutionStore } from '@tracker/core';
import { TABLE_DIGEST, type Execution, type HistoryEvent } from '@tracker/state';
import type { AgentFrame } from './agent-frames.js';
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

/** The accounts of all executions. */
export async function collectAccounts(tracker: AgentExecutionTracker): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (let after: string | undefined; ; ) {
    const { executions, next } = await tracker.listExecutions({
      limit: 1_000,
      ...(after && { after }),
    });
    for (const { id, userId } of executions) {
      const account = await accountOf(tracker, id, userId);
      if (account) accounts.push(account);
    }
    if (next === undefined) return accounts;
    after = next;
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
  readonly store: Pick<ExecutionStore, 'now'>;
}

/** Everything an auditor needs, one JSON line each: `tracker-audit` reads them from a file as well. */
export function evidenceLines(parts: EvidenceParts): readonly object[] {
  const readAt = parts.store.now();
  const last = parts.accounts.flatMap(({ byOperator, byUser }): readonly Reading[] => [
    { kind: 'record', record: byOperator, readAt },
    ...(byUser ? [{ kind: 'record', record: byUser, readAt, readBy: byUser.userId } as const] : []),
  ]);
  return [
    { kind: 'header', digest: TABLE_DIGEST },
    ...parts.accounts.flatMap(({ history }) => history),
    ...parts.readings,
    ...last,
    ...parts.transcripts.map(({ userId, frames }) => ({
      kind: 'transcript',
      userId,
      clientId: `client-of-${userId}`,
      frames,
    })),
  ];
}
