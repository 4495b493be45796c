import { createAudit } from '@tracker/audit';
import type { AgentFrame } from './agent-frames.js';
import { faultTable } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';
import type { GoldenPathReport } from './report.js';
import { judgeRun } from './verdict.js';

/** Text that would do harm on a page or a terminal if it were taken for what it is not. */
export const HOSTILE = `<script>alert("x")</script><img src=x onerror='y'>&\u001b[2J\u202e`;

function results(): readonly JourneyResult[] {
  return planJourneys({ seed: 1, journeys: 4, users: 2, faults: { agent_throws: 1 } }).map(
    (journey) => ({
      journey,
      sentAt: 0,
      answeredMs: 10,
      acknowledged: true,
      outcome: { type: 'agent_error', state: 'failed', message: HOSTILE } as AgentFrame,
    }),
  );
}

/** A report with every part filled, and hostile text wherever text comes from outside. */
export function hostileReport(): GoldenPathReport {
  const audit = createAudit();
  audit.add({ kind: 'record', record: { id: HOSTILE, state: HOSTILE }, readAt: 1 });
  audit.add(HOSTILE);
  const disagreements = [{ executionId: HOSTILE, reader: 'client' as const, message: HOSTILE }];
  const expectation = { scripted: true };
  const findings = { results: results(), audit: audit.finish(), disagreements, expectation };
  return {
    seed: 1,
    journeys: 4,
    users: 2,
    faulty: 1,
    startedAt: 1_700_000_000_000,
    durationMs: 1_234,
    model: HOSTILE,
    node: 'v20.20.2',
    verdict: judgeRun({ ...findings, executions: 4 }),
    faults: faultTable(findings.results),
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
        message: HOSTILE,
        stays: [{ phase: 'thinking', from: 1_000, to: 2_500 }],
      },
      {
        journeyId: 'j2',
        userId: 'u2',
        executionId: null,
        fault: 'no fault',
        end: 'nothing',
        message: 'nothing',
        stays: [],
      },
    ],
    disagreements,
    audit: findings.audit,
  };
}
