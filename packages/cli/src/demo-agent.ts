import type { Agent } from '@tracker/core';

/** The name under which `--demo` has it. */
export const DEMO_AGENT = 'demo';

/** An agent without a model: goes through the phases that a real one goes through, and answers what it was asked. */
export const demoAgent: Agent = async (execution) => {
  const { message } = execution.metadata;
  const question = typeof message === 'string' ? message : '';
  await execution.enterPhase('tool_preparation');
  await execution.enterPhase('tool_execution');
  const words = question.split(/\s+/).filter(Boolean).length;
  await execution.enterPhase('result_processing');
  return `You said “${question}”, which is ${words} ${words === 1 ? 'word' : 'words'}. I am the demo agent.`;
};
