import { AGENT_EXECUTION_PHASES, stateOfPhase, type AgentExecutionPhase } from '@tracker/state';
import fc from 'fast-check';
import { Reporter } from './reporter.js';
import { aWorld } from './world.fixture.js';

const work = AGENT_EXECUTION_PHASES.filter((phase) => stateOfPhase(phase) === 'running');

describe('a reporter', () => {
  it('goes over the phases that lie between', async () => {
    const { run } = aWorld();
    const { phases } = await run(async (execution) => {
      const reporter = new Reporter(execution);
      await reporter.enter('llm_interaction');
      await reporter.enter('tool_preparation');
      return 'done';
    });
    expect(phases).toEqual(['llm_interaction', 'thinking', 'tool_preparation']);
  });

  it('keeps the order of what it is told, also when nobody waits for it', async () => {
    const { run } = aWorld();
    const { phases } = await run(async (execution) => {
      const reporter = new Reporter(execution);
      void reporter.enter('llm_interaction');
      void reporter.enter('tool_execution');
      await reporter.enter('result_processing');
      return 'done';
    });
    expect(phases).toEqual(['llm_interaction', 'tool_execution', 'result_processing']);
  });

  it('finds its way when the agent moves the phase itself', async () => {
    const { run } = aWorld();
    const { phases } = await run(async (execution) => {
      const reporter = new Reporter(execution);
      await reporter.enter('llm_interaction');
      await execution.enterPhase('result_processing');
      await reporter.enter('llm_interaction');
      return 'done';
    });
    expect(phases).toEqual(['llm_interaction', 'result_processing', 'thinking', 'llm_interaction']);
  });

  it('never breaks the agent, whatever it is told and in whatever order', async () => {
    const orders = fc.array(fc.constantFrom<AgentExecutionPhase>(...AGENT_EXECUTION_PHASES));
    await fc.assert(
      fc.asyncProperty(orders, fc.boolean(), async (order, awaited) => {
        const { run } = aWorld();
        const { outcome, phases } = await run(async (execution) => {
          const reporter = new Reporter(execution);
          for (const phase of order) {
            const told = reporter.enter(phase);
            if (awaited) await told;
          }
          await reporter.enter('thinking');
          return 'an answer';
        });
        expect(outcome).toMatchObject({ state: 'completed', answer: 'an answer' });
        // a word that is no phase of the work is left out, and those of the work still come, until it is completing
        const end = order.indexOf('completing');
        const before = end < 0 ? order : order.slice(0, end);
        const wanted = before.filter((phase) => work.includes(phase) && phase !== 'thinking');
        expect(phases).toEqual(expect.arrayContaining(wanted));
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out what comes faster than it can be written, and still ends up where it was sent last', async () => {
    const { run } = aWorld();
    const { outcome, phases } = await run(async (execution) => {
      const reporter = new Reporter(execution);
      for (let i = 0; i < 1_000; i++) {
        void reporter.enter(i % 2 === 0 ? 'llm_interaction' : 'tool_execution');
      }
      await reporter.enter('result_processing');
      return 'done';
    });
    expect(outcome.state).toBe('completed');
    expect(phases.length).toBeLessThan(100);
  });

  it('says nothing about an execution that has ended or is on hold', async () => {
    const { run } = aWorld();
    let late: Reporter | undefined;
    const { outcome } = await run(async (execution) => {
      late = new Reporter(execution);
      await execution.hold({ reason: 'a human decides' }, async () =>
        late?.enter('llm_interaction'),
      );
      return 'done';
    });
    expect(outcome.state).toBe('completed');
    await expect(late?.enter('llm_interaction')).resolves.toBeUndefined();
    expect(() => late?.progress()).not.toThrow();
  });
});
