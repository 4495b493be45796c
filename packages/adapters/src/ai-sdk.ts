import type { Agent, RunningExecution } from '@tracker/core';
import { wrapLanguageModel, type LanguageModelMiddleware, type ToolSet } from 'ai';
import { adaptedAgent } from './adapted-agent.js';
import { assertFinished } from './finish-reason.js';
import { callModel } from './model-call.js';
import { openStream } from './model-stream.js';
import { Reporter } from './reporter.js';
import { trackedTool } from './ai-sdk-tool.js';

type Middleware = Required<LanguageModelMiddleware>;
type GenerateOptions = Parameters<Middleware['wrapGenerate']>[0];
type StreamOptions = Parameters<Middleware['wrapStream']>[0];
type Part =
  Awaited<ReturnType<StreamOptions['doStream']>>['stream'] extends ReadableStream<infer P>
    ? P
    : never;
type WrappedModel = Parameters<typeof wrapLanguageModel>[0]['model'];
type TrackedModel = ReturnType<typeof wrapLanguageModel>;

/** What an agent that works with the Vercel AI SDK is given. */
export class AiSdk {
  readonly execution: RunningExecution;
  readonly #reporter: Reporter;
  #modelError: unknown;

  constructor(execution: RunningExecution) {
    this.execution = execution;
    this.#reporter = new Reporter(execution);
  }

  /** To be given as `abortSignal`: aborts when the work is to stop. */
  get signal(): AbortSignal {
    return this.execution.signal;
  }

  /** How the latest call of a model failed; undefined when it did not. `streamText` keeps it from its caller. */
  get modelError(): unknown {
    return this.#modelError;
  }

  /** The model, with each of its calls under the breaker `llm:<model id>` and told to the execution. */
  model(model: WrappedModel): TrackedModel {
    return wrapLanguageModel({ model, middleware: this.middleware });
  }

  /** The tools, with each call under the breaker `tool:<name>` and told to the execution. */
  tools<T extends ToolSet>(tools: T): T {
    const parts = { execution: this.execution, reporter: this.#reporter };
    const tracked = Object.entries(tools).map(([name, tool]) => [
      name,
      trackedTool({ name, tool, ...parts }),
    ]);
    return Object.fromEntries(tracked) as T;
  }

  /** For those who wrap models themselves. */
  get middleware(): LanguageModelMiddleware {
    return {
      specificationVersion: 'v3',
      wrapGenerate: (options) => this.#noting(() => this.#generate(options)),
      wrapStream: (options) => this.#noting(() => this.#stream(options)),
    };
  }

  async #generate({ model, params }: GenerateOptions) {
    await this.#reporter.enter('llm_interaction');
    const result = await callModel({
      ...this.#callOf(model),
      signal: params.abortSignal,
      call: (abortSignal) => model.doGenerate({ ...params, abortSignal }),
    });
    await this.#finished(result.finishReason.unified);
    return result;
  }

  async #stream({ model, params }: StreamOptions) {
    await this.#reporter.enter('llm_interaction');
    let opened: Awaited<ReturnType<typeof model.doStream>> | undefined;
    const stream = await openStream<Part>({
      ...this.#callOf(model),
      signal: params.abortSignal,
      call: async (abortSignal) =>
        (opened = await model.doStream({ ...params, abortSignal })).stream as AsyncIterable<Part>,
      seen: (part) => this.#see(part),
    });
    return { ...opened, stream: ReadableStream.from(stream) as ReadableStream<Part> };
  }

  #callOf({ modelId }: { modelId: string }) {
    return { execution: this.execution, dependency: `llm:${modelId}` };
  }

  #see(part: Part): unknown {
    this.#reporter.progress();
    if (part.type === 'finish') void this.#finished(part.finishReason.unified);
    if (part.type === 'error') return (this.#modelError = part.error);
    return undefined;
  }

  #finished(reason: string): Promise<void> {
    return this.#reporter.enter(reason === 'tool-calls' ? 'tool_preparation' : 'result_processing');
  }

  async #noting<T>(work: () => Promise<T>): Promise<T> {
    this.#modelError = undefined;
    try {
      return await work();
    } catch (error) {
      this.#modelError = error;
      throw error;
    }
  }
}

/**
 * An agent for `tracker.run` that works with the Vercel AI SDK. It may return the result of `generateText` or
 * `streamText` as it is: its text is then the answer, if the model finished it. Whatever else it returns is the answer.
 */
export function aiSdkAgent(agent: (sdk: AiSdk) => unknown): Agent {
  return adaptedAgent({ kit: (execution) => new AiSdk(execution), answerOf }, agent);
}

interface TextResult {
  readonly text: string | PromiseLike<string>;
  readonly finishReason: string | PromiseLike<string>;
}

async function answerOf(returned: unknown, sdk: AiSdk): Promise<unknown> {
  if (!isTextResult(returned)) return returned;
  try {
    const text = await returned.text;
    assertFinished(await returned.finishReason);
    return text;
  } catch (error) {
    throw sdk.modelError ?? error;
  }
}

function isTextResult(returned: unknown): returned is TextResult {
  return (
    typeof returned === 'object' &&
    returned !== null &&
    'text' in returned &&
    'finishReason' in returned
  );
}
