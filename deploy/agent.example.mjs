/** An agent to try the deployment with; put your own in its place. */
export default async function agent(execution) {
  await execution.enterPhase('llm_interaction');
  return `You asked: ${execution.metadata.message}`;
}
