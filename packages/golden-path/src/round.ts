import { createAudit, type AuditReport } from '@tracker/audit';
import type { AgentFrame } from '@tracker/client';
import type { Execution } from '@tracker/state';
import { disagreements, framesByExecution, type Disagreement } from './agreement.js';
import { collectAccounts, evidenceLines, type Account } from './evidence.js';
import { takeJourney, type JourneyResult, type Travel } from './journey.js';
import type { Journey } from './journey-plan.js';
import type { Observer } from './observer.js';
import type { UserClient } from './user-client.js';
import type { World } from './world.js';

/** A plan that is played from beginning to end and then judged. */
export interface Round {
  /** The seed of the plan. */
  readonly seed: number;
  readonly plan: readonly Journey[];
}

/** What is known of a round once all its journeys are over. */
export interface RoundFindings {
  readonly round: Round;
  readonly results: readonly JourneyResult[];
  readonly accounts: readonly Account[];
  readonly disagreements: readonly Disagreement[];
  readonly audit: AuditReport;
  /** The lines it was audited on. */
  readonly evidence: readonly object[];
}

/** Who and what is there while a round is played. */
export interface Stage {
  readonly world: World;
  readonly clients: readonly UserClient[];
  readonly observer: Observer;
  readonly travel: Travel;
  readonly onResult?: ((result: JourneyResult) => void) | undefined;
}

/** Takes every journey of the round, each user one after the other and all users at once, and gathers what is left. */
export async function playRound(round: Round, stage: Stage): Promise<RoundFindings> {
  const { world, clients, observer, travel } = stage;
  const since = world.store.now();
  const lives = clients.map((client) => live(client, round.plan, stage));
  const results = (await Promise.all(lives)).flat();
  const { tracker, clock } = world;
  const belongs = ({ runId }: Execution): boolean => travel.isOfRound(runId);
  const accounts = await collectAccounts({ tracker, clock, since, belongs });
  const records = clients.map((client) => ({ userId: client.userId, ...client.takeRecord() }));
  const evidence = evidenceLines({
    accounts,
    readings: observer.takeReadings().filter(({ record }) => belongs(record)),
    transcripts: records,
    readAt: world.store.now(),
  });
  const unreadable = records.flatMap((record) => record.unreadable);
  return {
    round,
    results,
    accounts,
    disagreements: compare(
      accounts,
      records.map(({ frames }) => frames),
    ),
    audit: judge(evidence, unreadable),
    evidence,
  };
}

async function live(
  client: UserClient,
  plan: readonly Journey[],
  { travel, onResult }: Stage,
): Promise<readonly JourneyResult[]> {
  const results: JourneyResult[] = [];
  for (const journey of plan.filter(({ userId }) => userId === client.userId)) {
    const result = await takeJourney(client, journey, travel);
    onResult?.(result);
    results.push(result);
  }
  return results;
}

function judge(evidence: readonly object[], unreadable: readonly string[]): AuditReport {
  const audit = createAudit();
  for (const line of evidence) audit.add(line);
  for (const text of unreadable) audit.addUnreadable(`a client was sent ${text.slice(0, 100)}`);
  return audit.finish();
}

function compare(
  accounts: readonly Account[],
  transcripts: readonly (readonly AgentFrame[])[],
): readonly Disagreement[] {
  const frames = framesByExecution(transcripts);
  return accounts.flatMap((account) =>
    disagreements(account, frames.get(account.byOperator.id) ?? []),
  );
}
