/** The agent of the workers; put your own in its place, or build an image that has it. */
export default async function agent(execution) {
  await execution.enterPhase('llm_interaction');
  return `You asked: ${execution.metadata.message}`;
}
