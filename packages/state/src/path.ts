import { EXECUTION_STATES, type ExecutionState } from './execution-state.js';
import { legalMoves } from './transitions.js';

/** The states entered on the shortest legal way, without `from`; undefined when there is none. */
function search(from: ExecutionState, to: ExecutionState): readonly ExecutionState[] | undefined {
  const cameFrom = new Map<ExecutionState, ExecutionState>();
  const queue: ExecutionState[] = [from];
  for (const at of queue) {
    for (const next of legalMoves(at)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const path: ExecutionState[] = [];
  for (let at: ExecutionState | undefined = to; at !== undefined && at !== from; ) {
    path.unshift(at);
    at = cameFrom.get(at);
  }
  return Object.freeze(path);
}

const PATHS = new Map(
  EXECUTION_STATES.map((from) => [
    from,
    new Map(EXECUTION_STATES.map((to) => [to, search(from, to)])),
  ]),
);

/**
 * The states a walk from `from` to `to` enters, in order, ending with `to`.
 * Undefined when the table has no such way: backwards, to itself, or out of a terminal state.
 */
export function shortestPath(
  from: ExecutionState,
  to: ExecutionState,
): readonly ExecutionState[] | undefined {
  return PATHS.get(from)?.get(to);
}
