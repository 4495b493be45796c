import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, RetryError, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';
import { aiSdkAgent, type AiSdk } from './ai-sdk.js';
import { LOOKUP, LOOKUP_PHASES } from './lookup.fixture.js';
import { ModelServer } from './model-server.fixture.js';
import { REQUEST, aWorld } from './world.fixture.js';

const server = ModelServer.forSpecs();

const local = () => createOpenAICompatible({ name: 'local', baseURL: server.baseURL })('scripted');
const weather = tool({
  description: 'the weather somewhere',
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => `It rains in ${city}.`,
});
const quiet = () => undefined;

const asking = (sdk: AiSdk) => ({
  model: sdk.model(local()),
  prompt: 'How is the weather?',
  maxRetries: 0,
});

describe('generateText', () => {
  it('moves the phases with models and tools, and its text is the answer', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Rain, all day.' });
    const { outcome, phases } = await run(
      aiSdkAgent((sdk) =>
        generateText({
          ...asking(sdk),
          tools: sdk.tools({ weather }),
          stopWhen: stepCountIs(3),
          abortSignal: sdk.signal,
        }),
      ),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain, all day.' });
    expect(phases).toEqual(LOOKUP_PHASES);
  });

  it('ends an empty answer as empty_response', async () => {
    const { run } = aWorld();
    server.play({ text: '' });
    const { outcome } = await run(aiSdkAgent((sdk) => generateText(asking(sdk))));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'empty_response' } });
  });

  it.each([
    ['length', 'agent'],
    ['content_filter', 'user'],
    ['who_knows', 'infrastructure'],
  ])('takes what was said before "%s" for no answer', async (finish, fault) => {
    const { run } = aWorld();
    server.play({ text: 'Half of an', finish });
    const { outcome } = await run(aiSdkAgent((sdk) => generateText(asking(sdk))));
    expect(outcome).toMatchObject({ state: 'failed', cause: { code: 'agent_error', fault } });
  });

  it('keeps the error, with who is at fault', async () => {
    const { run } = aWorld();
    server.play({ status: 400, code: 'content_filter' });
    const refused = await run(aiSdkAgent((sdk) => generateText(asking(sdk))));
    expect(refused.outcome).toMatchObject({
      state: 'failed',
      cause: { fault: 'user', detail: expect.stringContaining('refused with 400') },
    });
    server.play({ status: 500 });
    const failed = await run(aiSdkAgent((sdk) => generateText(asking(sdk))));
    expect(failed.outcome).toMatchObject({ state: 'failed', cause: { fault: 'infrastructure' } });
  });

  it('finds who is at fault when the SDK has given up trying', async () => {
    const { run } = aWorld();
    const error = new APICallError({
      message: 'down',
      url: '/',
      requestBodyValues: {},
      statusCode: 503,
    });
    const { outcome } = await run(
      aiSdkAgent(() => {
        throw new RetryError({ message: 'thrice', reason: 'maxRetriesExceeded', errors: [error] });
      }),
    );
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { fault: 'infrastructure', detail: 'AI_RetryError: thrice' },
    });
  });

  it('opens the breaker of its model, and the run ends in the phase that says so', async () => {
    const { run, tracker } = aWorld();
    server.play({ status: 500 });
    const agent = aiSdkAgent((sdk) => generateText(asking(sdk)));
    for (let i = 0; i < 3; i++) await run(agent);
    const { outcome, execution } = await run(agent);
    expect(outcome).toMatchObject({
      state: 'failed',
      cause: { code: 'circuit_open', dependency: 'llm:scripted' },
    });
    expect(execution?.phase).toBe('circuit_breaker_open');
    expect(server.requests).toHaveLength(3);
    expect(tracker.breakers()).toMatchObject([{ dependency: 'llm:scripted', state: 'open' }]);
  });

  it('does not blame the model when the caller stops the call', async () => {
    const { run, tracker } = aWorld();
    server.play({ stalls: true });
    const caller = new AbortController();
    const running = run(
      aiSdkAgent((sdk) => generateText({ ...asking(sdk), abortSignal: caller.signal })),
    );
    while (server.requests.length === 0) await new Promise(setImmediate);
    caller.abort();
    expect((await running).outcome).toMatchObject({ state: 'failed', cause: { fault: 'user' } });
    expect(tracker.breakers()).toMatchObject([{ state: 'closed', failures: 0 }]);
  });

  it('stops at a cancel, also when the agent gave the SDK no signal', async () => {
    const { run, tracker } = aWorld();
    server.play({ stalls: true });
    let id = '';
    const running = run(
      aiSdkAgent((sdk) => {
        id = sdk.execution.id;
        return generateText(asking(sdk));
      }),
    );
    while (server.requests.length === 0) await new Promise(setImmediate);
    await tracker.cancelExecution(id, { reason: 'never mind' });
    expect((await running).outcome).toMatchObject({
      state: 'cancelled',
      cause: { reason: 'never mind', forced: false },
    });
    await server.whenLeft();
  });

  it('gives a model up at the operation limit', async () => {
    const { run, clock } = aWorld();
    server.play({ stalls: true });
    const running = run(
      aiSdkAgent((sdk) => generateText(asking(sdk))),
      { limits: { operationTimeoutMs: 1_000 } },
    );
    while (server.requests.length === 0) await new Promise(setImmediate);
    await clock.advance(5_000);
    expect((await running).outcome).toMatchObject({
      state: 'timeout',
      cause: { clock: 'operation', operation: 'llm:scripted' },
    });
    await server.whenLeft();
  });
});

describe('tools', () => {
  const using = (tools: Parameters<typeof generateText>[0]['tools']) =>
    aiSdkAgent((sdk) =>
      generateText({
        ...asking(sdk),
        tools: sdk.tools(tools ?? {}),
        stopWhen: stepCountIs(3),
      }),
    );

  it('run under their own breaker, with a signal that stops them', async () => {
    const { run, tracker } = aWorld();
    server.play(LOOKUP, { text: 'Done.' });
    let signal: AbortSignal | undefined;
    const started = new Promise<void>((begun) => {
      void run(
        using({
          weather: {
            ...weather,
            execute: (_, options) => {
              signal = options.abortSignal;
              begun();
              return new Promise<never>(() => undefined);
            },
          },
        }),
        { id: 'with-tool' },
      );
    });
    await started;
    expect(tracker.breakers().map(({ dependency }) => dependency)).toContain('tool:weather');
    await tracker.cancelExecution('with-tool');
    expect(signal?.aborted).toBe(true);
  });

  it('may yield, and what they yield is progress', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Done.' });
    const seen: number[] = [];
    const agent = using({
      weather: tool({
        inputSchema: z.object({ city: z.string() }),
        async *execute() {
          for (const step of [1, 2]) {
            seen.push(step);
            yield `step ${step}`;
          }
        },
      }),
    });
    const { outcome, phases } = await run(agent);
    expect(outcome.state).toBe('completed');
    expect(seen).toEqual([1, 2]);
    expect(phases).toContain('tool_execution');
    const answer = server.requests[1]?.messages.at(-1);
    expect(answer).toMatchObject({ role: 'tool', content: 'step 2' });
  });

  it('may run side by side', async () => {
    const { run } = aWorld();
    const twice = [1, 2].flatMap(() => LOOKUP.toolCalls);
    server.play({ toolCalls: twice }, { text: 'Done.' });
    const { outcome, phases } = await run(using({ weather }));
    expect(outcome.state).toBe('completed');
    expect(phases.filter((phase) => phase === 'tool_execution')).toHaveLength(1);
  });

  it('that are run by somebody else are left alone', async () => {
    const { run } = aWorld();
    const { execute: _, ...elsewhere } = weather;
    server.play(LOOKUP);
    const { outcome } = await run(using({ weather: elsewhere as typeof weather }));
    expect(outcome).toMatchObject({ state: 'failed', cause: { fault: 'agent' } });
  });
});

describe('streamText', () => {
  it('counts each token as progress', async () => {
    const { run, clock } = aWorld();
    server.play({ text: 'one two three four', stepwise: true });
    const { outcome, phases } = await run(
      aiSdkAgent(async (sdk) => {
        const result = streamText(asking(sdk));
        for await (const _ of result.textStream) {
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

  it('is read for its text when the agent returns it unread', async () => {
    const { run } = aWorld();
    server.play({ text: 'nobody looked' });
    const { outcome } = await run(aiSdkAgent((sdk) => streamText(asking(sdk))));
    expect(outcome).toMatchObject({ state: 'completed', answer: 'nobody looked' });
  });

  it('goes through tools', async () => {
    const { run } = aWorld();
    server.play(LOOKUP, { text: 'Rain.' });
    const { outcome, phases } = await run(
      aiSdkAgent((sdk) =>
        streamText({
          ...asking(sdk),
          tools: sdk.tools({ weather }),
          stopWhen: stepCountIs(3),
        }),
      ),
    );
    expect(outcome).toMatchObject({ state: 'completed', answer: 'Rain.' });
    expect(phases).toContain('tool_preparation');
    expect(phases).toContain('tool_execution');
  });

  it.each([
    ['refused', { status: 503 }],
    ['broken off', { text: 'one two', truncated: true }],
  ])('that was %s keeps the error of the model', async (_, turn) => {
    const { run, tracker } = aWorld();
    server.play(turn);
    const { outcome } = await run(
      aiSdkAgent((sdk) => streamText({ ...asking(sdk), onError: quiet })),
    );
    expect(outcome).toMatchObject({ state: 'failed', cause: { fault: 'infrastructure' } });
    expect(tracker.breakers()).toMatchObject([{ failures: 1 }]);
  });

  it('ends with the execution when the agent leaves it unread', async () => {
    const { run, tracker } = aWorld();
    server.play({ text: 'one two', stalls: true });
    const { outcome } = await run(
      aiSdkAgent(async (sdk) => {
        for await (const _ of streamText({ ...asking(sdk), onError: quiet }).textStream) break;
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
      aiSdkAgent(async (sdk) => {
        const result = streamText({ ...asking(sdk), onError: quiet });
        for await (const _ of result.textStream) await tracker.cancelExecution(sdk.execution.id);
        return result;
      }),
      { ...REQUEST },
    );
    expect(outcome).toMatchObject({ state: 'cancelled', cause: { forced: false } });
    await server.whenLeft();
  });
});
