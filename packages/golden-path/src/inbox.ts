/** A user's message on its way to an agent. */
export interface WorkOrder {
  /** The same for every copy of the message, so that it is worked on once. */
  readonly executionId: string;
  readonly userId: string;
  readonly threadId: string;
  readonly runId: string;
  readonly text: string;
}

/**
 * Where the gateway hands work over, and the only way it reaches an agent; everything that comes back comes
 * through the tracker. Today a call within the process, tomorrow a queue to another one.
 */
export interface Inbox {
  /** Resolves once the execution is in the store; also when an earlier copy of the order put it there. */
  submit(order: WorkOrder): Promise<void>;
}
