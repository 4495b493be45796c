interface Arrival {
  /** How many calls are to bring it. */
  calls: number;
  heardVersion: number;
}

/** Executions on their way to a tracker. What is said of one before it is there must not be missed. */
export class Arrivals {
  readonly #byId = new Map<string, Arrival>();
  #count = 0;

  /** Calls that are to bring one. */
  get count(): number {
    return this.#count;
  }

  /** A call begins that is to bring the execution of that id. */
  expect(executionId: string): void {
    this.#count += 1;
    const arrival = this.#byId.get(executionId);
    if (arrival) arrival.calls += 1;
    else this.#byId.set(executionId, { calls: 1, heardVersion: 0 });
  }

  /** Such a call is over, whether it has brought it or not. */
  end(executionId: string): void {
    this.#count -= 1;
    const arrival = this.#byId.get(executionId);
    if (arrival && (arrival.calls -= 1) === 0) this.#byId.delete(executionId);
  }

  /** Word has come that an execution is at `version`; only of those on their way it is kept. */
  hear(executionId: string, version: number): void {
    const arrival = this.#byId.get(executionId);
    if (arrival && arrival.heardVersion < version) arrival.heardVersion = version;
  }

  /** The newest version that anybody has told of. */
  heardVersion(executionId: string): number {
    return this.#byId.get(executionId)?.heardVersion ?? 0;
  }
}
