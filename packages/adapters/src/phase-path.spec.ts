import { AGENT_EXECUTION_PHASES, canEnterPhase, stateOfPhase } from '@tracker/state';
import { phasePath } from './phase-path.js';

const work = AGENT_EXECUTION_PHASES.filter((phase) => stateOfPhase(phase) === 'running');
const pairs = work.flatMap((from) => work.map((to) => ({ from, to })));

describe('the way between two phases of the work', () => {
  it.each(pairs)('from $from to $to has only legal steps and arrives', ({ from, to }) => {
    const path = phasePath(from, to) ?? [];
    expect([from, ...path].at(-1)).toBe(to);
    [from, ...path].slice(1).forEach((phase, index) => {
      expect(canEnterPhase([from, ...path][index]!, phase)).toBe(true);
      expect(stateOfPhase(phase)).toBe('running');
    });
  });

  it('is the single move where the table has it, and none to itself', () => {
    for (const { from, to } of pairs.filter(({ from, to }) => canEnterPhase(from, to))) {
      expect(phasePath(from, to)).toEqual([to]);
    }
    for (const phase of work) expect(phasePath(phase, phase)).toEqual([]);
  });

  it('does not lead back into the work once it is over, nor out of it', () => {
    expect(phasePath('completing', 'thinking')).toBeUndefined();
    expect(phasePath('thinking', 'failed')).toBeUndefined();
  });
});
