import type { OutcomeFrame } from '@tracker/client';
import type { ExecutionState } from '@tracker/state';
import fc from 'fast-check';
import { CELLS } from './fault-matrix.js';
import { addFaultTables, faultTable } from './fault-table.js';
import type { JourneyResult } from './journey.js';
import { planJourneys } from './journey-plan.js';

function resultsOf(ends: (journey: JourneyResult['journey']) => ExecutionState | undefined) {
  const plan = planJourneys({ seed: 4, journeys: 300, users: 5, faults: CELLS });
  return plan.map((journey): JourneyResult => {
    const state = ends(journey);
    const outcome = state ? ({ state } as OutcomeFrame) : null;
    const common = { journey, runId: journey.id, sentAt: 0, refusal: null, answeredMs: 1 };
    return { ...common, outcome, acknowledged: true, struck: journey.fault !== null };
  });
}

const AS_DESIGNED = resultsOf(({ fault }) => fault?.ends ?? 'completed');

describe('the table of faults', () => {
  it('has nothing to object to where everything ended as designed', () => {
    const rows = faultTable(AS_DESIGNED);
    expect(rows.filter(({ journeys, asDesigned }) => journeys !== asDesigned)).toEqual([]);
    expect(rows.find(({ kind }) => kind === 'loop_stalled')?.places).toHaveLength(28);
  });

  it('shows what ended otherwise, and what came to nothing', () => {
    const rows = faultTable(resultsOf(({ fault }) => (fault ? undefined : 'failed')));
    expect(rows[0]).toMatchObject({ kind: null, ends: { failed: 82 }, asDesigned: 0 });
    expect(rows[1]?.ends).toEqual({ nothing: rows[1]?.journeys });
  });

  it('keeps those apart that died with a worker for the sake of another', () => {
    const results = resultsOf(({ fault }) => (fault ? fault.ends : 'dead'));
    const rows = faultTable(results, ({ journey }) => journey.fault === null);
    expect(rows[0]).toMatchObject({ kind: 'bystander', journeys: 82, asDesigned: 82 });
  });

  it('is the same however the journeys come in rounds', () => {
    fc.assert(
      fc.property(fc.nat({ max: AS_DESIGNED.length }), (cut) => {
        const [one, other] = [AS_DESIGNED.slice(0, cut), AS_DESIGNED.slice(cut)];
        expect(addFaultTables(faultTable(one), faultTable(other))).toEqual(faultTable(AS_DESIGNED));
      }),
    );
  });
});
