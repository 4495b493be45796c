/** The limits of agents, in seconds, as the timeout manager had them. */
export const AGENT_TIMEOUTS = Object.freeze({
  default: 30,
  triage: 15,
  data: 60,
  optimization: 45,
  reporting: 30,
  actions: 20,
  synthetic_data: 120,
  corpus_admin: 30,
  data_helper: 45,
});

/** The limit of an agent: that of its whole name or else of its longest beginning up to a `_`. */
export function timeoutForAgent(agent: string, table: Readonly<Record<string, number>>): number {
  const words = agent.toLowerCase().split('_');
  for (let length = words.length; length > 0; length -= 1) {
    const found = table[words.slice(0, length).join('_')];
    if (found !== undefined) return found;
  }
  return table['default'] ?? AGENT_TIMEOUTS.default;
}
