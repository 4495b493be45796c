import type { CallbackHandlerMethods } from '@langchain/core/callbacks/base';
import type { Agent, RunningExecution } from '@tracker/core';
import { adaptedAgent } from './adapted-agent.js';
import { fieldOf } from './error-links.js';
import { assertFinished } from './finish-reason.js';
import { Reporter } from './reporter.js';

/** What an agent that works with LangChain or LangGraph is given. */
export class LangChain {
  readonly execution: RunningExecution;
  /** Tells the execution what chains, models and tools are doing. */
  readonly handler: CallbackHandlerMethods;

  constructor(execution: RunningExecution) {
    this.execution = execution;
    this.handler = handlerFor(new Reporter(execution));
  }

  /** Aborts when the work is to stop. */
  get signal(): AbortSignal {
    return this.execution.signal;
  }

  /** To be given to `invoke`, `stream` and the like, as it is or beside other options. */
  get config(): { callbacks: CallbackHandlerMethods[]; signal: AbortSignal } {
    return { callbacks: [this.handler], signal: this.signal };
  }
}

/**
 * An agent for `tracker.run` that works with LangChain or LangGraph. It may return a message, or a graph's state with
 * `messages`: the text of the (last) message is then the answer, if the model finished it. Whatever else it returns
 * is the answer.
 */
export function langchainAgent(agent: (chain: LangChain) => unknown): Agent {
  return adaptedAgent(
    {
      kit: (execution) => new LangChain(execution),
      answerOf,
      faults: { GraphRecursionError: 'agent', OutputParserException: 'agent' },
    },
    agent,
  );
}

/** Without the `awaitHandlers`, LangChain would report in the background, after the fact. */
function handlerFor(reporter: Reporter): CallbackHandlerMethods & { awaitHandlers: boolean } {
  const progress = () => reporter.progress();
  const askModel = () => reporter.enter('llm_interaction');
  const useTool = () => reporter.enter('tool_execution');
  return {
    awaitHandlers: true,
    handleChatModelStart: askModel,
    handleLLMStart: askModel,
    handleLLMNewToken: progress,
    handleChatModelStreamEvent: progress,
    handleLLMEnd: ({ generations }) => {
      const message = fieldOf(generations[0]?.[0], 'message');
      const calls = fieldOf(message, 'tool_calls');
      const wantsTools = Array.isArray(calls) && calls.length > 0;
      return reporter.enter(wantsTools ? 'tool_preparation' : 'result_processing');
    },
    handleLLMError: progress,
    handleAgentAction: () => reporter.enter('tool_preparation'),
    handleToolStart: useTool,
    handleToolEvent: progress,
    handleToolEnd: progress,
    handleToolError: progress,
    handleRetrieverStart: useTool,
    handleRetrieverEnd: progress,
    handleRetrieverError: progress,
    handleChainStart: progress,
    handleChainEnd: progress,
    handleChainError: progress,
    handleText: progress,
    handleCustomEvent: progress,
  };
}

function answerOf(returned: unknown): unknown {
  const messages = fieldOf(returned, 'messages');
  const message = Array.isArray(messages) ? messages.at(-1) : returned;
  if (!isMessage(message)) return returned;
  const metadata = fieldOf(message, 'response_metadata');
  assertFinished(fieldOf(metadata, 'finish_reason') ?? fieldOf(metadata, 'stop_reason'));
  return message.text;
}

/** Told by its shape: there may be several copies of LangChain. */
function isMessage(value: unknown): value is { readonly text: string } {
  return (
    typeof fieldOf(value, 'getType') === 'function' && typeof fieldOf(value, 'text') === 'string'
  );
}
