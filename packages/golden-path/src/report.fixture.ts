import { createAudit } from '@tracker/audit';
import type { OutcomeFrame } from '@tracker/client';
import { faultTable } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';
import type { GoldenPathReport } from './report.js';
import { NOTHING_COUNTED } from './counts.js';
import { CELLS } from './fault-matrix.js';
import { judgeCounts } from './verdict.js';

/** Text that would do harm on a page or a terminal if it were taken for what it is not. */
export const HOSTILE = `<script>alert("x")</script><img src=x onerror='y'>&\u001b[2J\u202e`;

function results(): readonly JourneyResult[] {
  const faults = CELLS.filter(({ kind }) => kind === 'agent_throws').slice(0, 1);
  return planJourneys({ seed: 1, journeys: 4, users: 2, faults }).map((journey) => ({
    journey,
    runId: journey.id,
    sentAt: 0,
    refusal: null,
    answeredMs: 10,
    acknowledged: true,
    struck: true,
    outcome: { type: 'agent_error', state: 'failed', message: HOSTILE } as OutcomeFrame,
  }));
}

/** A report with every part filled, and hostile text wherever text comes from outside. */
export function hostileReport(): GoldenPathReport {
  const audit = createAudit();
  audit.add({ kind: 'record', record: { id: HOSTILE, state: HOSTILE }, readAt: 1 });
  audit.add(HOSTILE);
  const disagreements = [{ executionId: HOSTILE, reader: 'client' as const, message: HOSTILE }];
  const processes = { started: 5, killed: [HOSTILE], fallen: [] };
  const counts = { ...NOTHING_COUNTED, journeys: 4, answered: 4, executions: 4, lines: 2 };
  return {
    seed: 1,
    journeys: 4,
    users: 2,
    faulty: 1,
    startedAt: 1_700_000_000_000,
    durationMs: 1_234,
    model: HOSTILE,
    node: 'v20.20.2',
    store: HOSTILE,
    rounds: 1,
    processes,
    verdict: judgeCounts({ ...counts, differing: 1, violations: 2 }, processes),
    faults: faultTable(results()),
    latencies: [
      { name: 'question to answer', phase: null, count: 4, p50: 5, p90: 9, p99: 10, max: 10 },
      { name: 'thinking', phase: 'thinking', count: 4, p50: 0, p90: 1, p99: 2, max: 4_000 },
    ],
    unfinished: [
      {
        journeyId: HOSTILE,
        userId: HOSTILE,
        executionId: HOSTILE,
        fault: HOSTILE,
        end: 'failed',
        asDesigned: true,
        message: HOSTILE,
        stays: [{ phase: 'thinking', from: 1_000, to: 2_500 }],
      },
      {
        journeyId: 'j2',
        userId: 'u2',
        executionId: null,
        fault: 'no fault',
        end: 'nothing',
        asDesigned: false,
        message: 'nothing',
        stays: [],
      },
    ],
    disagreements,
    audit: audit.finish(),
  };
}
