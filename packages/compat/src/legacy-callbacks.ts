/** Functions that are called one after the other; what one throws is no concern of the others. */
export class Callbacks<Given> {
  readonly #callbacks = new Set<(given: Given) => unknown>();

  /** How many there are. */
  get size(): number {
    return this.#callbacks.size;
  }

  /** Adds one, and returns what takes it away. */
  add(callback: (given: Given) => unknown): () => void {
    this.#callbacks.add(callback);
    return () => void this.#callbacks.delete(callback);
  }

  /** Calls them all, sync and async ones. */
  async call(given: Given): Promise<void> {
    for (const callback of this.#callbacks) {
      try {
        await callback(given);
      } catch (error) {
        process.emitWarning(`A callback threw: ${String(error)}`, 'TrackerCallbackWarning');
      }
    }
  }
}
