import { createAudit } from '@tracker/audit';
import type { OutcomeFrame } from '@tracker/client';
import { AgentExecutionTracker } from '@tracker/core';
import type { Account } from './evidence.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';
import { Ledger } from './ledger.js';
import type { RoundFindings } from './round.js';

const plan = planJourneys({ seed: 1, journeys: 3, users: 1, faults: [] });

/** A round in which the users were shown deaths, of runs that were this worker's. */
async function deaths(owner: string): Promise<RoundFindings> {
  const tracker = new AgentExecutionTracker({ name: owner });
  const request = { agentName: 'a', userId: 'ann', threadId: 't' };
  const { executionId } = await tracker.run(request, () => 'an answer');
  const history = await tracker.history(executionId);
  await tracker.close();
  const results = plan.map((journey): JourneyResult => {
    const outcome = { type: 'agent_error', state: 'dead', message: 'It died.' } as OutcomeFrame;
    const common = { journey, runId: journey.id, sentAt: 0, refusal: null, answeredMs: 5 };
    return { ...common, outcome, acknowledged: true, struck: false };
  });
  const accounts = plan.map(
    ({ id }) => ({ history, byOperator: { id: `exec-${id}`, runId: id } }) as unknown as Account,
  );
  const audit = createAudit().finish();
  return { round: { seed: 1, plan }, results, accounts, disagreements: [], audit, evidence: [] };
}

const FACTS = {
  seed: 1,
  users: 1,
  startedAt: 0,
  durationMs: 1,
  model: 'm',
  node: 'n',
  store: 's',
  processes: { started: 1, killed: [], fallen: [] },
};

async function reportAfter(owner: string, killed: readonly string[]) {
  const ledger = new Ledger({ scripted: true });
  ledger.add(await deaths(owner), killed);
  return ledger.report(FACTS);
}

describe('a death that was nobody’s design', () => {
  it('is a bystander’s when its worker was killed for another', async () => {
    const { faults, unfinished } = await reportAfter('worker-1#4', ['worker-1#4']);
    expect(faults).toMatchObject([{ kind: 'bystander', journeys: 3, asDesigned: 3 }]);
    expect(unfinished[0]).toMatchObject({ fault: 'beside a killed worker', asDesigned: true });
  });

  it('is a defect when its worker was not', async () => {
    const { faults, unfinished } = await reportAfter('worker-2#5', ['worker-1#4']);
    expect(faults).toMatchObject([{ kind: null, journeys: 3, asDesigned: 0 }]);
    expect(unfinished[0]).toMatchObject({ fault: 'no fault', asDesigned: false });
  });
});

it('adds rounds up, and keeps what may come without end within bounds', async () => {
  const findings = await deaths('worker-1#4');
  const ledger = new Ledger({ scripted: true });
  for (let round = 0; round < 300; round++) ledger.add(findings, []);
  const report = ledger.report(FACTS);
  expect(report).toMatchObject({ rounds: 300, journeys: 900 });
  expect(report.unfinished).toHaveLength(500);
});
