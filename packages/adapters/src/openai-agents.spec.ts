import {
  Agent,
  OpenAIProvider,
  handoff,
  setTracingDisabled,
  tool,
  type RunConfig,
} from '@openai/agents';
import { z } from 'zod';
import { LOOKUP, LOOKUP_PHASES } from './lookup.fixture.js';
import { ModelServer } from './model-server.fixture.js';
import { openaiAgent, type OpenAIAgents } from './openai-agents.js';
import { aWorld } from './world.fixture.js';

const server = ModelServer.forSpecs();
beforeAll(() => setTracingDisabled(true));

const provider = () =>
  new OpenAIProvider({ baseURL: server.baseURL, apiKey: 'none', useResponses: false });
const runnerOf = (sdk: OpenAIAgents, config: Partial<RunConfig> = {}) =>
  sdk.runner({ modelProvider: provider(), ...config });
const weather = tool({
  name: 'weather',
  description: 'the weather somewhere',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => `It rains in ${city}.`,
});
const assistant = () =>
  new Agent({ name: 'assistant', instructions: 'Be brief.', model: 'scripted', tools: [weather] });
// the client of OpenAI tries a failed request again; a refused one it does not
const REFUSED = { status: 400 };

const asking = (sdk: OpenAIAgents) =>
  runnerOf(sdk).run(assistant(), 'How is the weather?', { signal: sdk.signal });
const streaming = (sdk: OpenAIAgents) =>
  runnerOf(sdk).run(assistant(), 'How is the weather?', { signal: sdk.signal, stream: true });

describe('a run', () => {
  it('moves the phases with models and tools, and its final output is the answer', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Rain, all day.' });
    const { outcome, phases } = await run(openaiAgent(asking));
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain, all day.' });
    expect(phases).toEqual(LOOKUP_PHASES);
  });

  it('ends an empty answer as empty_response', async () => {
    const { run } = aWorld();
    server.play({ text: '' });
    const { outcome } = await run(
      openaiAgent((sdk) => runnerOf(sdk).run(assistant(), 'Hello?', { maxTurns: 1 })),
    );
    expect(outcome).toMatchObject({ state: 'failed' });
  });

  it('keeps the error, with who is at fault', async () => {
    const { run } = aWorld();
    server.play({ ...REFUSED, code: 'content_filter' });
    expect((await run(openaiAgent(asking))).outcome).toMatchObject({
      state: 'failed',
      cause: { fault: 'user', detail: expect.stringContaining('refused with 400') },
    });
    server.play(REFUSED);
    expect((await run(openaiAgent(asking))).outcome).toMatchObject({ cause: { fault: 'agent' } });
  });

  it('opens the breaker of its model, and the run ends in the phase that says so', async () => {
    const { run } = aWorld();
    server.play(REFUSED);
    for (let i = 0; i < 3; i++) await run(openaiAgent(asking));
    const { outcome, execution } = await run(openaiAgent(asking));
    expect(outcome).toMatchObject({ cause: { code: 'circuit_open', dependency: 'llm:scripted' } });
    expect(execution?.phase).toBe('circuit_breaker_open');
    expect(server.requests).toHaveLength(3);
  });

  it('that turns in circles is the fault of the agent', async () => {
    const { run } = aWorld();
    server.play(LOOKUP);
    const { outcome } = await run(
      openaiAgent((sdk) => runnerOf(sdk).run(assistant(), 'Hello?', { maxTurns: 2 })),
    );
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { fault: 'agent', detail: expect.stringContaining('Max turns') },
    });
  });

  it('that a guardrail refuses is the fault of the user', async () => {
    const { run } = aWorld();
    server.play({ text: 'Hello.' });
    const inputGuardrails = [
      {
        name: 'manners',
        execute: async () => ({ tripwireTriggered: true, outputInfo: 'rude' }),
      },
    ];
    const { outcome } = await run(
      openaiAgent((sdk) => runnerOf(sdk, { inputGuardrails }).run(assistant(), 'You!')),
    );
    expect(outcome).toMatchObject({ state: 'failed', cause: { fault: 'user' } });
  });

  it('stops at a cancel, also when the agent gave the SDK no signal', async () => {
    const { run, tracker } = aWorld();
    server.play({ stalls: true });
    const running = run(
      openaiAgent((sdk) => runnerOf(sdk).run(assistant(), 'Hello?')),
      { id: 'stalled' },
    );
    while (server.requests.length === 0) await new Promise(setImmediate);
    await tracker.cancelExecution('stalled');
    expect((await running).outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
    await server.whenLeft();
  });

  it('hands over to another agent', async () => {
    const { run } = aWorld();
    const specialist = new Agent({ name: 'specialist', model: 'scripted' });
    const desk = new Agent({ name: 'desk', model: 'scripted', handoffs: [handoff(specialist)] });
    server.play({ toolCalls: [{ name: 'transfer_to_specialist', input: {} }] }, { text: 'Here.' });
    const { outcome, phases } = await run(openaiAgent((sdk) => runnerOf(sdk).run(desk, 'Help.')));
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Here.' });
    expect(phases.filter((phase) => phase === 'llm_interaction')).toHaveLength(2);
  });

  it('tracks a model that is no name, too', async () => {
    const { run, tracker } = aWorld();
    server.play({ text: 'Hello.' });
    const { outcome } = await run(
      openaiAgent(async (sdk) => {
        const model = await provider().getModel('scripted');
        const own = new Agent({ name: 'own', model: sdk.model(model, 'own') });
        await runnerOf(sdk).run(own, 'Hello?');
        return runnerOf(sdk, { model }).run(new Agent({ name: 'plain' }), 'Hello?');
      }),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Hello.' });
    expect(tracker.breakers().map(({ dependency }) => dependency)).toEqual([
      'llm:own',
      'llm:default',
    ]);
  });
});

describe('a streamed run', () => {
  it('counts each token as progress', async () => {
    const { run, clock } = aWorld();
    server.play({ text: 'one two three four', stepwise: true });
    const { outcome, phases } = await run(
      openaiAgent(async (sdk) => {
        const result = await streaming(sdk);
        for await (const _ of result.toTextStream()) {
          await clock.advance(900);
          server.step();
        }
        return result;
      }),
      { limits: { idleTimeoutMs: 1_000 } },
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'one two three four' });
    expect(phases).toEqual(['llm_interaction', 'result_processing']);
  });

  it('is waited for when the agent returns it unread', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Rain.' });
    const { outcome, phases } = await run(openaiAgent(streaming));
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain.' });
    expect(phases).toContain('tool_execution');
  });

  it.each([
    ['refused', REFUSED, 'agent'],
    ['broken off', { text: 'one two', truncated: true }, 'infrastructure'],
  ])('that was %s keeps the error', async (_, turn, fault) => {
    const { run, tracker } = aWorld();
    server.play(turn);
    const { outcome } = await run(openaiAgent(streaming));
    expect(outcome).toMatchObject({ state: 'failed', cause: { fault } });
    expect(tracker.breakers()).toMatchObject([{ failures: 1 }]);
  });

  it('ends with the execution when the agent leaves it half-way', async () => {
    const { run, tracker } = aWorld();
    server.play({ text: 'one two', stalls: true });
    const { outcome } = await run(
      openaiAgent(async (sdk) => {
        for await (const _ of (await streaming(sdk)).toTextStream()) break;
        return 'enough';
      }),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'enough' });
    await server.whenLeft();
    expect(tracker.breakers()).toMatchObject([{ state: 'closed', failures: 0 }]);
  });

  it('ends at a cancel in the middle', async () => {
    const { run, tracker } = aWorld();
    server.play({ text: 'one two', stalls: true });
    const { outcome } = await run(
      openaiAgent(async (sdk) => {
        const result = await streaming(sdk);
        for await (const _ of result.toTextStream()) {
          await tracker.cancelExecution(sdk.execution.id);
        }
        return result;
      }),
    );
    expect(outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
    await server.whenLeft();
  });
});
