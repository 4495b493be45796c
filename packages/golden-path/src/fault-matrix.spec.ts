import { AGENT_EXECUTION_PHASES, TERMINAL_STATES, isTerminal, stateOfPhase } from '@tracker/state';
import { FAULT_KINDS } from './fault-kind.js';
import { ALL_FAULTS, CELLS, MOMENTS, endBy, isSurvivable, judgeFault } from './fault-matrix.js';
import { renderMatrix } from './render-matrix.js';

describe('the fault matrix', () => {
  it('says of every kind, phase and moment how it ends, or why it can not be', () => {
    expect(ALL_FAULTS).toHaveLength(
      FAULT_KINDS.length * AGENT_EXECUTION_PHASES.length * MOMENTS.length,
    );
    for (const fault of ALL_FAULTS) {
      const ends = judgeFault(fault);
      if (typeof ends === 'object') expect(ends.reason).toMatch(/\w+ \w+/);
      else expect(TERMINAL_STATES).toContain(ends);
    }
  });

  it('has trouble at every phase, before and after its commit', () => {
    const places = new Set(CELLS.map(({ phase, moment }) => `${moment} ${phase}`));
    expect(places.size).toBe(AGENT_EXECUTION_PHASES.length * MOMENTS.length);
  });

  it('lets every kind strike somewhere', () => {
    expect(FAULT_KINDS.filter((kind) => !CELLS.some((cell) => cell.kind === kind))).toEqual([]);
  });

  it.each(CELLS.filter(({ phase }) => isTerminal(stateOfPhase(phase))))(
    'never has $kind $moment $phase undo an end',
    ({ phase, ends, moment }) => {
      // before the commit there is no end yet, and a killed worker's run may come to another one
      if (moment === 'after') expect(ends).toBe(endBy(phase));
      else expect([endBy(phase), 'dead']).toContain(ends);
    },
  );

  it('has both faults that can be survived and faults that can not', () => {
    const survivable = CELLS.filter(isSurvivable).length;
    expect(survivable).toBeGreaterThan(80);
    expect(CELLS.length - survivable).toBeGreaterThan(80);
  });

  it('can be read by people', () => {
    const lines = renderMatrix().split('\n');
    expect(lines[0]).toContain('D dead, X cancelled, · impossible');
    const worker = FAULT_KINDS.indexOf('worker_killed') + 1;
    const column = lines[2]?.split(/ +/).indexOf(String(worker)) ?? 0;
    const created = lines.find((line) => line.startsWith('created'));
    const completing = lines.find((line) => line.startsWith('completing'));
    expect(created?.split(/ +/)[column]).toBe('··');
    expect(completing?.split(/ +/)[column]).toBe('DC');
  });
});
