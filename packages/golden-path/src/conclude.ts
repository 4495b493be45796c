import { createAudit, type AuditReport } from '@tracker/audit';
import { disagreements, framesByExecution } from './agreement.js';
import type { ChatClient } from './chat-client.js';
import { evidenceLines, type Account } from './evidence.js';
import { executionIdFor } from './execution-id.js';
import { faultTable } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import { isComplete } from './judgement.js';
import { latencies } from './latency.js';
import type { Reading } from './observer.js';
import type { GoldenPathReport } from './report.js';
import { timeline, type Timeline } from './timeline.js';
import { judgeRun } from './verdict.js';
import type { World } from './world.js';

/** A finished run: the report, and the lines it was audited on. */
export interface GoldenPathRun {
  readonly report: GoldenPathReport;
  readonly evidence: readonly object[];
}

/** What is left of a run once everybody has gone home. */
export interface Remains {
  readonly seed: number;
  readonly world: World;
  readonly clients: readonly ChatClient[];
  readonly accounts: readonly Account[];
  readonly readings: readonly Reading[];
  readonly results: readonly JourneyResult[];
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Judges a run by what is left of it. */
export function conclude(remains: Remains): GoldenPathRun {
  const { seed, world, clients, accounts, results, startedAt, durationMs } = remains;
  const evidence = gather(remains);
  const audit = judgeEvidence(evidence, clients);
  const differing = compare(remains);
  const expectation = { scripted: world.scripted };
  const histories = accounts.map(({ history }) => history);
  const report: GoldenPathReport = {
    seed,
    journeys: results.length,
    users: clients.length,
    faulty: results.filter(({ journey }) => journey.fault !== null).length,
    startedAt,
    durationMs,
    model: `${world.endpoint.model} at ${world.endpoint.baseUrl}`,
    node: process.version,
    verdict: judgeRun({
      results,
      audit,
      expectation,
      disagreements: differing,
      executions: accounts.length,
    }),
    faults: faultTable(results),
    latencies: latencies(results, histories),
    unfinished: timelines(
      results.filter((result) => !isComplete(result, expectation)),
      accounts,
    ),
    disagreements: differing,
    audit,
  };
  return { report, evidence };
}

function gather({ clients, accounts, readings, world }: Remains): readonly object[] {
  const transcripts = clients.map(({ userId, transcript }) => ({ userId, frames: transcript }));
  return evidenceLines({ accounts, readings, transcripts, store: world.store });
}

function judgeEvidence(
  evidence: readonly object[],
  clients: readonly Pick<ChatClient, 'unreadable'>[],
): AuditReport {
  const audit = createAudit();
  for (const line of evidence) audit.add(line);
  for (const text of clients.flatMap(({ unreadable }) => unreadable)) {
    audit.addUnreadable(`a client was sent ${text.slice(0, 100)}`);
  }
  return audit.finish();
}

function compare({ accounts, clients }: Remains): GoldenPathReport['disagreements'] {
  const frames = framesByExecution(clients.map(({ transcript }) => transcript));
  return accounts.flatMap((account) =>
    disagreements(account, frames.get(account.byOperator.id) ?? []),
  );
}

function timelines(
  results: readonly JourneyResult[],
  accounts: readonly Account[],
): readonly Timeline[] {
  const histories = new Map(accounts.map(({ history, byOperator }) => [byOperator.id, history]));
  return results
    .map((result) => {
      const { userId, id } = result.journey;
      return timeline(result, histories.get(executionIdFor(userId, id)) ?? []);
    })
    .sort((a, b) => (a.fault < b.fault ? -1 : a.fault > b.fault ? 1 : 0));
}
