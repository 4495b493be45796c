import type { Execution } from '@tracker/state';

/** An execution and those that it retries or that retry it, first attempt in front. */
export function attemptChain(
  execution: Execution,
  neighbours: readonly Execution[],
): readonly Execution[] {
  const byId = new Map(neighbours.map((one) => [one.id, one]));
  byId.set(execution.id, execution);
  const chain = [execution];
  for (let first = execution; first.retryOf !== null; ) {
    const before = byId.get(first.retryOf);
    if (!before || chain.includes(before)) break;
    chain.unshift(before);
    first = before;
  }
  for (;;) {
    const last = chain.at(-1);
    const after = neighbours.find(({ retryOf, id }) => retryOf === last?.id && !has(chain, id));
    if (!after) return chain;
    chain.push(after);
  }
}

function has(chain: readonly Execution[], id: string): boolean {
  return chain.some((one) => one.id === id);
}
