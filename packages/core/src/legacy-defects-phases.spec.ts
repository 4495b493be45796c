import {
  AGENT_EXECUTION_PHASES,
  PHASE_TRANSITIONS,
  isTerminal,
  stateOfPhase,
} from '@tracker/state';
import { FAR, REQUEST, aWorld, refusal, running } from './world.fixture.js';

const NO_PHASES: [string, unknown][] = [
  ['a word that is none', 'dreaming'],
  ['the upper-case word', 'THINKING'],
  ['a state that is no phase', 'running'],
  ['null', null],
  ['nothing', undefined],
  ['a dictionary', { phase: 'thinking' }],
  ['a number', 4],
];

describe('a phase', () => {
  it.each(NO_PHASES)('is not %s (legacy: accepted, and the next read failed)', async (_, given) => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    const before = await tracker.history(id);
    const error = await refusal(tracker.enterPhase(id, given as never));
    expect(error.code).toBe('invalid_phase');
    expect(await tracker.history(id)).toEqual(before);
    const outcome = await tracker.run(REQUEST, (execution) => execution.enterPhase(given as never));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'misuse' } });
  });

  it('is not entered from where the table has no way (legacy: only logged, then done)', async () => {
    const inner = ['thinking', 'tool_preparation', 'llm_interaction', 'tool_execution'] as const;
    for (const to of AGENT_EXECUTION_PHASES) {
      const { tracker } = aWorld();
      const id = await running(tracker);
      const legal: readonly string[] = PHASE_TRANSITIONS.thinking;
      if (inner.some((phase) => phase === to && legal.includes(phase))) continue;
      const error = await refusal(tracker.enterPhase(id, to));
      expect(error.code).toBe(legal.includes(to) ? 'not_applicable' : 'illegal_phase');
      expect((await tracker.getExecution(id))?.phase).toBe('thinking');
    }
  });

  it.each(AGENT_EXECUTION_PHASES.filter((phase) => isTerminal(stateOfPhase(phase))))(
    '%s is not an end without an outcome (legacy: the phase ended, the state went on)',
    async (phase) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      await tracker.enterPhase(id, 'llm_interaction');
      if (phase === 'completed') {
        await tracker.enterPhase(id, 'result_processing');
        await tracker.enterPhase(id, 'completing');
      }
      const error = await refusal(tracker.enterPhase(id, phase));
      expect(error.code).toBe('not_applicable');
      expect(error.message).toContain('completeExecution');
    },
  );

  it('does not disagree with the state (legacy: the two were independent)', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    const way = ['websocket_setup', 'context_validation', 'starting', 'thinking'] as const;
    const rest = ['tool_preparation', 'tool_execution', 'result_processing', 'completing'] as const;
    for (const phase of [...way, ...rest]) {
      expect(await tracker.enterPhase(id, phase)).toBe(stateOfPhase(phase));
      expect(await tracker.getExecution(id)).toMatchObject({ phase, state: stateOfPhase(phase) });
    }
  });

  it('that begins the work makes the tracker drive it, so that its heartbeats count', async () => {
    const { tracker, clock } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    for (const phase of ['websocket_setup', 'context_validation', 'starting'] as const) {
      await tracker.enterPhase(id, phase);
    }
    for (let i = 0; i < 4; i++) {
      await clock.advance(6_000);
      expect(tracker.heartbeat(id)).toBe(true);
    }
    expect(await tracker.getExecution(id)).toMatchObject({
      state: 'starting',
      owner: expect.stringMatching(/^tester\//),
    });
  });

  it('is charged for the time spent in it (legacy: the phase entered was charged)', async () => {
    const { tracker, clock } = aWorld();
    const id = await running(tracker, { limits: FAR });
    await clock.advance(100);
    await tracker.enterPhase(id, 'llm_interaction');
    await clock.advance(2_000);
    await tracker.reportProgress(id, { percent: 50 });
    tracker.heartbeat(id);
    await clock.advance(1_000);
    await tracker.enterPhase(id, 'thinking');
    await clock.advance(30);
    await tracker.enterPhase(id, 'llm_interaction');
    await clock.advance(7);
    await tracker.failExecution(id);
    const execution = await tracker.getExecution(id);
    expect(execution?.phases).toMatchObject({
      thinking: { count: 2, totalMs: 130 },
      llm_interaction: { count: 2, totalMs: 3_007 },
    });
    const total = Object.values(execution?.phases ?? {}).reduce(
      (sum, { totalMs }) => sum + totalMs,
      0,
    );
    expect(total).toBe(3_137);
  });

  it('of an execution nobody knows is refused, not answered with false', async () => {
    const { tracker } = aWorld();
    expect((await refusal(tracker.enterPhase('never', 'thinking'))).code).toBe('not_found');
  });

  it('does not mark an event as sent that nobody sent: facts say what happened, delivery is acknowledged', async () => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    await tracker.enterPhase(id, 'llm_interaction');
    for (const event of await tracker.history(id)) {
      expect(Object.keys(event)).not.toContain('websocket_event_sent');
    }
    await tracker.completeExecution(id, { answer: 'x' });
    expect(await tracker.getExecution(id)).toMatchObject({ delivery: { acknowledgedAt: null } });
  });

  it('of tools stands in the history while the agent works (legacy: only after it had finished)', async () => {
    const { tracker } = aWorld();
    const phasesDuring: string[] = [];
    await tracker.run(REQUEST, async (execution) => {
      await execution.enterPhase('tool_preparation');
      await execution.enterPhase('tool_execution');
      phasesDuring.push((await tracker.getExecution(execution.id))?.phase ?? '');
      return 'done';
    });
    expect(phasesDuring).toEqual(['tool_execution']);
  });
});
