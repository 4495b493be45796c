import type { AgentFrame } from '@tracker/client';
import type { AgentExecutionTracker, Clock } from '@tracker/core';
import { TABLE_DIGEST, type Execution, type HistoryEvent } from '@tracker/state';
import type { Reading } from './observer.js';
import { patiently } from './patiently.js';

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

/** By how much the clocks of two processes may differ, in milliseconds. */
const SKEW_MS = 60_000;

/** Which executions are meant, and who reads them. */
export interface Collecting {
  readonly tracker: AgentExecutionTracker;
  readonly clock: Clock;
  /** Nothing that is meant is older, epoch milliseconds of the store. */
  readonly since: number;
  readonly belongs: (execution: Execution) => boolean;
}

/** The accounts of all executions that belong to a round. */
export async function collectAccounts(collecting: Collecting): Promise<readonly Account[]> {
  const { tracker, clock, since, belongs } = collecting;
  const accounts: Account[] = [];
  for (let after: string | undefined; ; ) {
    const query = { limit: 1_000, ...(after && { after }) };
    const { executions, next } = await patiently(() => tracker.listExecutions(query), clock);
    accounts.push(...(await accountsOf(executions.filter(belongs), collecting)));
    // the newest come first
    const oldest = executions.at(-1);
    if (next === undefined || !oldest || oldest.createdAt < since - SKEW_MS) return accounts;
    after = next;
  }
}

async function accountsOf(
  executions: readonly Execution[],
  { tracker, clock }: Collecting,
): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (let from = 0; from < executions.length; from += AT_ONCE) {
    const read = executions
      .slice(from, from + AT_ONCE)
      .map(({ id, userId }) => patiently(() => accountOf(tracker, id, userId), clock));
    for (const account of await Promise.all(read)) if (account) accounts.push(account);
  }
  return accounts;
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
