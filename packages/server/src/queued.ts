import { agentNameOf, createFor, type Dispatcher } from './dispatcher.js';

/**
 * Leaves messages to workers: it creates the execution in `pending`, and whichever process calls
 * `tracker.work({ agentName }, agent)` on the same store takes it on. The first name is the default agent's.
 */
export function queued(agentNames: readonly [string, ...string[]]): Dispatcher {
  return {
    start: (user, message) => createFor(user, agentNameOf(message, agentNames), message),
  };
}
