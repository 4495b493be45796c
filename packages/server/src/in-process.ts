import { SILENT_LOGGER, type Agent, type AgentExecutionTracker, type Logger } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { agentNameOf, createFor, type Dispatcher } from './dispatcher.js';

export interface InProcessOptions {
  readonly tracker: AgentExecutionTracker;
  /** By name; the first is the default. */
  readonly agents: Readonly<Record<string, Agent>>;
  readonly logger?: Logger;
}

/** What says that an earlier copy of the message has begun the work. */
const BEGUN: readonly string[] = [
  TrackerErrorCode.NOT_APPLICABLE,
  TrackerErrorCode.ALREADY_ENDED,
  TrackerErrorCode.CLOSED, // it stays pending, and its start limit ends it unless somebody takes it on
];

/** Runs agents in the server's own process, under its tracker: everything in one. */
export function inProcess(options: InProcessOptions): Dispatcher {
  const { tracker, logger = SILENT_LOGGER } = options;
  const agents = new Map(Object.entries(options.agents));
  const names = [...agents.keys()];
  return {
    async start(user, message) {
      const name = agentNameOf(message, names);
      const executionId = await createFor(user, name, message);
      const agent = agents.get(name) as Agent;
      tracker.runExecution(executionId, agent).catch((error: unknown) => {
        if (TrackerError.is(error) && BEGUN.includes(error.code)) return;
        logger.error({ executionId, err: error }, 'a message could not be worked on');
      });
      return executionId;
    },
  };
}
