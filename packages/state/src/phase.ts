/** What an agent is doing, finer than its state. This file is the only place that spells the phases. */
export const AgentExecutionPhase = Object.freeze({
  CREATED: 'created',
  WEBSOCKET_SETUP: 'websocket_setup',
  CONTEXT_VALIDATION: 'context_validation',
  STARTING: 'starting',
  THINKING: 'thinking',
  TOOL_PREPARATION: 'tool_preparation',
  LLM_INTERACTION: 'llm_interaction',
  TOOL_EXECUTION: 'tool_execution',
  RESULT_PROCESSING: 'result_processing',
  COMPLETING: 'completing',
  COMPLETED: 'completed',
  TIMEOUT: 'timeout',
  FAILED: 'failed',
  CIRCUIT_BREAKER_OPEN: 'circuit_breaker_open',
});

export type AgentExecutionPhase = (typeof AgentExecutionPhase)[keyof typeof AgentExecutionPhase];

/** The fourteen phases in the order of the life they describe. */
export const AGENT_EXECUTION_PHASES: readonly AgentExecutionPhase[] = Object.freeze(
  Object.values(AgentExecutionPhase),
);
