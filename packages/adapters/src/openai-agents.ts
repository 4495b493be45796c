import { Runner, type Model, type ModelProvider, type RunConfig } from '@openai/agents';
import type { Agent, RunningExecution } from '@tracker/core';
import { adaptedAgent } from './adapted-agent.js';
import type { FaultsByName } from './blame.js';
import { fieldOf } from './error-links.js';
import { callModel } from './model-call.js';
import { openStream } from './model-stream.js';
import { Reporter } from './reporter.js';

type ModelRequest = Parameters<Model['getResponse']>[0];
type StreamEvent =
  ReturnType<Model['getStreamedResponse']> extends AsyncIterable<infer E> ? E : never;

/** What an agent that works with the OpenAI Agents SDK is given. */
export class OpenAIAgents {
  readonly execution: RunningExecution;
  readonly #reporter: Reporter;

  constructor(execution: RunningExecution) {
    this.execution = execution;
    this.#reporter = new Reporter(execution);
  }

  /** To be given as `signal` to `run`: aborts when the work is to stop. */
  get signal(): AbortSignal {
    return this.execution.signal;
  }

  /**
   * A runner for this execution alone: the models it looks up are tracked, and so are tools and handoffs. Takes what
   * `new Runner` takes.
   */
  runner(config: Partial<RunConfig> = {}): Runner {
    const { modelProvider, model } = new Runner(config).config;
    const runner = new Runner({
      ...config,
      modelProvider: this.models(modelProvider),
      ...(typeof model === 'object' ? { model: this.model(model) } : {}),
    });
    const enter = (phase: Parameters<Reporter['enter']>[0]) => () =>
      void this.#reporter.enter(phase);
    runner.on('agent_start', enter('thinking'));
    runner.on('agent_handoff', enter('thinking'));
    runner.on('agent_tool_start', enter('tool_execution'));
    runner.on('agent_tool_end', () => this.#reporter.progress());
    return runner;
  }

  /** The provider, with each model it looks up tracked under the breaker `llm:<model name>`. */
  models(provider: ModelProvider): ModelProvider {
    return {
      getModel: async (name) => this.model(await provider.getModel(name), name),
    };
  }

  /** A model that an agent is given itself, tracked under the breaker `llm:<name>`. */
  model(model: Model, name = 'default'): Model {
    const parts = { execution: this.execution, dependency: `llm:${name}` };
    return {
      getResponse: async (request) => {
        await this.#reporter.enter('llm_interaction');
        const response = await callModel({
          ...parts,
          signal: request.signal,
          call: (signal) => model.getResponse({ ...request, signal }),
        });
        await this.#finished(response.output);
        return response;
      },
      getStreamedResponse: (request) => this.#stream(model, request, parts),
      ...(model.getRetryAdvice && { getRetryAdvice: (failed) => model.getRetryAdvice?.(failed) }),
    };
  }

  async *#stream(
    model: Model,
    request: ModelRequest,
    parts: { execution: RunningExecution; dependency: string },
  ): AsyncGenerator<StreamEvent> {
    await this.#reporter.enter('llm_interaction');
    yield* await openStream<StreamEvent>({
      ...parts,
      signal: request.signal,
      call: async (signal) => model.getStreamedResponse({ ...request, signal }),
      seen: (event) => {
        this.#reporter.progress();
        if (event.type === 'response_done') void this.#finished(event.response.output);
      },
    });
  }

  #finished(output: readonly { readonly type?: string | undefined }[]): Promise<void> {
    const wantsTools = output.some(({ type }) => type?.endsWith('_call'));
    return this.#reporter.enter(wantsTools ? 'tool_preparation' : 'result_processing');
  }
}

/** What the SDK's own errors say about who is at fault. Its `UserError` means whoever wrote the agent. */
const FAULTS: FaultsByName = {
  InputGuardrailTripwireTriggered: 'user',
  ModelRefusalError: 'user',
  OutputGuardrailTripwireTriggered: 'agent',
  MaxTurnsExceededError: 'agent',
  ModelBehaviorError: 'agent',
  UserError: 'agent',
};

/**
 * An agent for `tracker.run` that works with the OpenAI Agents SDK. It may return the result of `run` as it is,
 * streamed or not: its final output is then the answer. Whatever else it returns is the answer.
 */
export function openaiAgent(agent: (sdk: OpenAIAgents) => unknown): Agent {
  return adaptedAgent(
    { kit: (execution) => new OpenAIAgents(execution), answerOf, faults: FAULTS },
    agent,
  );
}

async function answerOf(returned: unknown): Promise<unknown> {
  if (typeof returned !== 'object' || returned === null || !('finalOutput' in returned)) {
    return returned;
  }
  if ('completed' in returned) await drained(returned);
  const failed = fieldOf(returned, 'error');
  if (failed) throw failed;
  return returned.finalOutput;
}

/** A streamed run goes on only while somebody reads it. */
async function drained(streamed: object): Promise<void> {
  await fieldOf(streamed, 'completed');
}
