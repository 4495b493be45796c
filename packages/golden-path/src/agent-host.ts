import type { Agent, AgentExecutionTracker, Logger } from '@tracker/core';
import { TrackerError } from '@tracker/state';
import { CONCIERGE } from './concierge.js';
import type { Inbox, WorkOrder } from './inbox.js';

export interface AgentHostOptions {
  readonly tracker: AgentExecutionTracker;
  /** The agent that works on a run. */
  readonly agentFor: (runId: string) => Agent;
  readonly logger?: Logger;
}

/** Runs agents under the tracker. It knows no sockets: users learn of its work from the tracker. */
export class AgentHost implements Inbox {
  readonly #options: AgentHostOptions;

  constructor(options: AgentHostOptions) {
    this.#options = options;
  }

  submit(order: WorkOrder): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#run(order, resolve).then(
        () => resolve(),
        (error: unknown) => (isKnown(error) ? resolve() : reject(error)),
      );
    });
  }

  async #run({ executionId, userId, ...order }: WorkOrder, begun: () => void): Promise<void> {
    const { tracker, agentFor, logger } = this.#options;
    const { threadId, runId, text } = order;
    const metadata = { message: text };
    const outcome = await tracker.run(
      { id: executionId, userId, agentName: CONCIERGE, threadId, runId, metadata },
      (execution) => {
        begun();
        return agentFor(runId)(execution);
      },
    );
    logger?.info({ executionId, state: outcome.state }, 'a run has ended');
  }
}

/** The order has been taken before; there is nothing left to do. */
function isKnown(error: unknown): boolean {
  return TrackerError.is(error, 'duplicate_id');
}
