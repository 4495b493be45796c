/** Which runs have met their fault. Each meets it once, also when the process that did it is no more. */
export class Strikes {
  readonly #struck = new Set<string>();

  /** Whether this is the first time; from now on it is not. */
  claim(runId: string): boolean {
    const first = !this.#struck.has(runId);
    this.#struck.add(runId);
    return first;
  }

  has(runId: string): boolean {
    return this.#struck.has(runId);
  }

  /** Forgets the runs of a round that is over. */
  clear(): void {
    this.#struck.clear();
  }
}
