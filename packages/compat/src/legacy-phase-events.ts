import type { AgentExecutionPhase } from '@tracker/state';

type Told = Readonly<Record<string, unknown>>;

/** Tells a user's client what happens. Each method gets one object; whoever lacks a method is not told. */
export interface PhaseNotifier {
  notifyAgentStarted?(told: Told): unknown;
  notifyAgentThinking?(told: Told): unknown;
  notifyToolExecuting?(told: Told): unknown;
  notifyAgentCompleted?(told: Told): unknown;
  notifyAgentError?(told: Told): unknown;
}

/** What is told of an announced phase. */
export interface PhaseNews {
  readonly phase: AgentExecutionPhase;
  readonly runId: string;
  readonly agentName: string;
  /** The number of phases announced so far, with this one. */
  readonly step: number;
  readonly totalDurationMs: number;
  readonly warnings: number;
  /** Of the announcement. */
  readonly metadata: Told;
  /** Of the execution. */
  readonly executionMetadata: Told;
}

type Event = readonly [method: keyof PhaseNotifier, told: Told];
type Describe = (news: PhaseNews) => Event;

const thinking =
  (reasoning: (step: number) => string): Describe =>
  ({ step }) => ['notifyAgentThinking', { reasoning: reasoning(step), stepNumber: step }];

const contextOf = ({ phase, totalDurationMs, metadata }: PhaseNews) => ({
  phase,
  totalDurationMs,
  metadata,
});

const failing =
  (error: string): Describe =>
  (news) => ['notifyAgentError', { error, errorContext: contextOf(news) }];

const EVENT_OF_PHASE = {
  created: undefined,
  websocket_setup: undefined,
  context_validation: undefined,
  starting: (news) => ['notifyAgentStarted', { context: contextOf(news) }],
  thinking: thinking((step) => `Agent is thinking... (step ${step})`),
  tool_preparation: thinking(() => 'Preparing tools for execution...'),
  llm_interaction: thinking(() => 'Interacting with AI language model...'),
  tool_execution: ({ metadata }) => [
    'notifyToolExecuting',
    { toolName: 'execution_tools', parameters: metadata },
  ],
  result_processing: thinking(() => 'Processing results...'),
  completing: thinking(() => 'Finalizing response...'),
  completed: ({ totalDurationMs, step, warnings, executionMetadata }) => [
    'notifyAgentCompleted',
    {
      result: {
        success: true,
        totalDurationMs,
        phaseCount: step,
        warnings,
        metadata: executionMetadata,
      },
      executionTimeMs: Math.trunc(totalDurationMs),
    },
  ],
  failed: failing('Agent execution failed'),
  timeout: failing('Agent execution timed out'),
  circuit_breaker_open: failing('Service temporarily unavailable'),
} satisfies Record<AgentExecutionPhase, Describe | undefined>;

/** Tells of a phase. True when it was told or there is nothing to tell, false when that failed. */
export async function tellPhase(notifier: PhaseNotifier, news: PhaseNews): Promise<boolean> {
  const describe: Describe | undefined = EVENT_OF_PHASE[news.phase];
  if (!describe) return true;
  const [method, told] = describe(news);
  if (typeof notifier[method] !== 'function') return false;
  try {
    await notifier[method]({ runId: news.runId, agentName: news.agentName, ...told });
    return true;
  } catch {
    return false;
  }
}
