import type { Cause } from '@tracker/state';

/**
 * An execution or a fact without what only operators may see: the detail of a failure, in which addresses, queries
 * and keys may stand.
 */
export function forUserEyes<T extends object>(seen: T): T {
  const { cause } = seen as { cause?: Cause };
  if (cause?.kind !== 'failure' || cause.detail === undefined) return seen;
  const { detail: _, ...rest } = cause;
  return Object.freeze({ ...seen, cause: Object.freeze(rest) });
}
