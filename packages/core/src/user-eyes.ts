import type { Cause } from '@tracker/state';
import type { Scope } from './scope.js';

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

/** What a reader of `scope` is shown: everything for trusted code, what users may see for a user. */
export function seenFrom<T extends object>(scope: Scope, shown: T): T {
  return 'userId' in scope ? forUserEyes(shown) : shown;
}
