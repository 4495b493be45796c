import type { AuditReport } from '@tracker/audit';
import { ExecutionState, type HistoryEvent } from '@tracker/state';
import type { Disagreement } from './agreement.js';
import { NOTHING_COUNTED, addCounts, countRound, type Counts } from './counts.js';
import type { Account } from './evidence.js';
import { addFaultTables, faultTable, type FaultRow, type IsBystander } from './fault-table.js';
import { isComplete, type Expectation } from './judgement.js';
import type { JourneyResult } from './journey.js';
import { LatencyTally } from './latency.js';
import type { GoldenPathReport } from './report.js';
import type { RoundFindings } from './round.js';
import { timeline, type Timeline } from './timeline.js';
import { judgeCounts, type Processes } from './verdict.js';

/** Kept of what may come without end. */
const KEPT = { timelines: 500, disagreements: 200 };

/** What a report says of a run as a whole. */
export type RunFacts = Pick<
  GoldenPathReport,
  'seed' | 'users' | 'startedAt' | 'durationMs' | 'model' | 'node' | 'store' | 'processes'
>;

/** Adds up what rounds find, in bounded memory however many there are. */
export class Ledger {
  readonly #expectation: Expectation;
  readonly #latencies = new LatencyTally();
  #counts: Counts = NOTHING_COUNTED;
  #rounds = 0;
  #faults: readonly FaultRow[] = [];
  #unfinished: Timeline[] = [];
  #disagreements: Disagreement[] = [];
  #audit: AuditReport | undefined;

  constructor(expectation: Expectation) {
    this.#expectation = expectation;
  }

  get counts(): Counts {
    return this.#counts;
  }

  /** `killed` are the processes that were killed up to now. */
  add(findings: RoundFindings, killed: readonly string[]): void {
    const { results, accounts, disagreements, audit } = findings;
    const histories = historiesByRun(accounts);
    const isBystander = bystanders(histories, killed);
    this.#rounds += 1;
    this.#counts = addCounts(this.#counts, countRound(findings, this.#expectation));
    this.#faults = addFaultTables(this.#faults, faultTable(results, isBystander));
    this.#latencies.add(results, histories.values());
    this.#unfinished.push(...this.#timelines(results, { histories, isBystander }));
    this.#unfinished.length = Math.min(this.#unfinished.length, KEPT.timelines);
    this.#disagreements.push(...disagreements);
    this.#disagreements.length = Math.min(this.#disagreements.length, KEPT.disagreements);
    if (!this.#audit || this.#audit.violations.length === 0) this.#audit = audit;
  }

  /** The report of everything so far. There must have been a round. */
  report(facts: RunFacts): GoldenPathReport {
    if (!this.#audit) throw new Error('There is nothing to report before a round is over.');
    const byFault = [...this.#unfinished].sort((a, b) => compareWords(a.fault, b.fault));
    return {
      ...facts,
      rounds: this.#rounds,
      journeys: this.#counts.journeys,
      faulty: this.#counts.faulty,
      verdict: judgeCounts(this.#counts, facts.processes),
      faults: this.#faults,
      latencies: this.#latencies.latencies(),
      unfinished: byFault,
      disagreements: this.#disagreements,
      audit: this.#audit,
    };
  }

  #timelines(
    results: readonly JourneyResult[],
    { histories, isBystander }: { histories: Histories; isBystander: IsBystander },
  ): readonly Timeline[] {
    return results
      .filter((result) => !isComplete(result, this.#expectation))
      .map((result) =>
        timeline(result, {
          history: histories.get(result.runId) ?? [],
          bystander: isBystander(result),
        }),
      );
  }
}

type Histories = ReadonlyMap<string, readonly HistoryEvent[]>;

function historiesByRun(accounts: readonly Account[]): Histories {
  return new Map(accounts.map(({ history, byOperator }) => [byOperator.runId, history]));
}

/** Journeys that died with a worker, although it was not for their own fault that it was killed. */
function bystanders(histories: Histories, killed: Processes['killed']): IsBystander {
  return ({ journey, runId, outcome }) => {
    if (outcome?.state !== ExecutionState.DEAD) return false;
    if (journey.fault?.ends === ExecutionState.DEAD) return false;
    const owners = (histories.get(runId) ?? []).flatMap((event) =>
      event.type === 'state_changed' && event.owner !== null ? [event.owner] : [],
    );
    return owners.some((owner) => killed.some((name) => owner.startsWith(`${name}/`)));
  };
}

function compareWords(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
