import { tool } from '@langchain/core/tools';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { z } from 'zod';
import { langchainAgent, type LangChain } from './langchain.js';
import { LOOKUP, LOOKUP_PHASES } from './lookup.fixture.js';
import { ModelServer } from './model-server.fixture.js';
import { aWorld } from './world.fixture.js';

const server = ModelServer.forSpecs();

const model = () =>
  new ChatOpenAI({
    model: 'scripted',
    apiKey: 'none',
    maxRetries: 0,
    configuration: { baseURL: server.baseURL },
  });
const weather = tool(({ city }: { city: string }) => `It rains in ${city}.`, {
  name: 'weather',
  description: 'the weather somewhere',
  schema: z.object({ city: z.string() }),
});
const graph = () => createReactAgent({ llm: model(), tools: [weather] });
const QUESTION = { messages: [{ role: 'user', content: 'How is the weather?' }] };

describe('a chat model', () => {
  const asking = (chain: LangChain) => model().invoke('How are you?', chain.config);

  it('moves the phases, and the text of its message is the answer', async () => {
    const { run } = aWorld();
    server.play({ text: 'Well, thank you.' });
    const { outcome, phases } = await run(langchainAgent(asking));
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Well, thank you.' });
    expect(phases).toEqual(['llm_interaction', 'result_processing']);
  });

  it('ends an empty answer as empty_response', async () => {
    const { run } = aWorld();
    server.play({ text: '' });
    const { outcome } = await run(langchainAgent(asking));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'empty_response' } });
  });

  it.each([
    ['length', 'agent'],
    ['content_filter', 'user'],
  ])('takes what was said before "%s" for no answer', async (finish, fault) => {
    const { run } = aWorld();
    server.play({ text: 'Half of an', finish });
    const { outcome } = await run(langchainAgent(asking));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'agent_error', fault } });
  });

  it.each([
    ['a failed server', { status: 503 }, 'infrastructure'],
    ['a request without sense', { status: 400 }, 'agent'],
    ['refused content', { status: 400, code: 'content_filter' }, 'user'],
  ])('keeps the error of %s, with who is at fault', async (_, turn, fault) => {
    const { run } = aWorld();
    server.play(turn);
    const { outcome } = await run(langchainAgent(asking));
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { fault, detail: expect.stringContaining(`refused with ${turn.status}`) },
    });
  });

  it('stops at a cancel', async () => {
    const { run, tracker } = aWorld();
    server.play({ stalls: true });
    const running = run(langchainAgent(asking), { id: 'stalled' });
    while (server.requests.length === 0) await new Promise(setImmediate);
    await tracker.cancelExecution('stalled');
    expect((await running).outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
    await server.whenLeft();
  });
});

describe('a stream', () => {
  it('counts each token as progress', async () => {
    const { run, clock } = aWorld();
    server.play({ text: 'one two three four', stepwise: true });
    const { outcome } = await run(
      langchainAgent(async (chain) => {
        let text = '';
        for await (const chunk of await model().stream('Count.', chain.config)) {
          text += chunk.text;
          await clock.advance(900);
          server.step();
        }
        return text;
      }),
      { limits: { idleTimeoutMs: 1_000 } },
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'one two three four' });
  });

  it('that breaks off ends the run with the error', async () => {
    const { run } = aWorld();
    server.play({ text: 'one two', truncated: true });
    const { outcome } = await run(
      langchainAgent(async (chain) => {
        for await (const _ of await model().stream('Count.', chain.config));
        return 'read to the end';
      }),
    );
    expect(outcome).toMatchObject({ state: 'failed', cause: { fault: 'infrastructure' } });
  });

  it('that is left half-way ends with the execution', async () => {
    const { run } = aWorld();
    server.play({ text: 'one two', stalls: true });
    const { outcome } = await run(
      langchainAgent(async (chain) => {
        const stream = await model().stream('Count.', chain.config);
        await stream.next();
        return 'enough';
      }),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'enough' });
    await server.whenLeft();
  });

  it('ends at a cancel in the middle', async () => {
    const { run, tracker } = aWorld();
    server.play({ text: 'one two', stalls: true });
    const { outcome } = await run(
      langchainAgent(async (chain) => {
        for await (const _ of await model().stream('Count.', chain.config)) {
          void tracker.cancelExecution(chain.execution.id);
        }
        return 'read to the end';
      }),
    );
    expect(outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
    await server.whenLeft();
  });
});

describe('a graph with tools', () => {
  it('moves the phases, and the text of its last message is the answer', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Rain, all day.' });
    const { outcome, phases } = await run(
      langchainAgent((chain) => graph().invoke(QUESTION, chain.config)),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain, all day.' });
    expect(phases).toEqual(LOOKUP_PHASES);
  });

  it('may call tools side by side, and stream', async () => {
    const { run } = aWorld();
    server.play({ toolCalls: [...LOOKUP.toolCalls, ...LOOKUP.toolCalls] }, { text: 'Rain.' });
    const { outcome, phases } = await run(
      langchainAgent(async (chain) => {
        let state: unknown;
        const config = { ...chain.config, streamMode: ['messages', 'values'] as 'values'[] };
        for await ([, state] of await graph().stream(QUESTION, config));
        return state;
      }),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain.' });
    expect(phases.filter((phase) => phase === 'tool_execution')).toHaveLength(1);
  });

  it('that turns in circles is the fault of the agent', async () => {
    const { run } = aWorld();
    server.play(LOOKUP);
    const { outcome } = await run(
      langchainAgent((chain) => graph().invoke(QUESTION, { ...chain.config, recursionLimit: 4 })),
    );
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { fault: 'agent', detail: expect.stringContaining('GraphRecursionError') },
    });
  });
});

describe('the handler', () => {
  it('takes the events in any order, and anything in them', async () => {
    const { run } = aWorld();
    const { outcome } = await run(
      langchainAgent(async ({ handler }) => {
        const events = handler as unknown as Record<string, (...given: unknown[]) => unknown>;
        const names = Object.keys(events).filter((name) => name.startsWith('handle'));
        expect(names.length).toBeGreaterThan(10);
        for (const name of [...names, ...names.toReversed()]) {
          await events[name]?.({ generations: [] }, 'nonsense');
        }
        return 'unharmed';
      }),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'unharmed' });
  });
});
