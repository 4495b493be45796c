/** What the semantic conventions call everything beyond the values that are told apart. */
const OTHER = '_OTHER';

/** Keeps the agent names in metrics few: the first so many are told apart, later ones are counted together. */
export class AgentNames {
  readonly #known = new Set<string>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The name to count under. */
  of(agentName: string): string {
    if (this.#known.has(agentName)) return agentName;
    if (this.#known.size >= this.#limit) return OTHER;
    this.#known.add(agentName);
    return agentName;
  }
}
