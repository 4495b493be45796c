import { AgentExecutionPhase } from '@tracker/state';
import { LegacyAgentTracker } from './legacy-agent-tracker.js';
import { readTrace } from './trace.fixture.js';

const PHASES = Object.entries(AgentExecutionPhase);
const PHASE_OF = AgentExecutionPhase as Readonly<Record<string, AgentExecutionPhase>>;

it('allows exactly the moves between phases that were recorded', () => {
  const recorded = readTrace<Readonly<Record<string, readonly string[]>>>('phase_table');
  const surface = new LegacyAgentTracker();
  const allowed = (from: string) =>
    PHASES.filter(([, to]) => surface.validateStateTransition(PHASE_OF[from], to));
  expect(Object.keys(recorded)).toHaveLength(PHASES.length + 1);
  for (const [from, to] of Object.entries(recorded))
    expect([from, allowed(from).map(([name]) => name)]).toEqual([
      from,
      PHASES.map(([name]) => name).filter((name) => to.includes(name)),
    ]);
});
