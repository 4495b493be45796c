const OPERATOR: unique symbol = Symbol('operator');

/** One user's executions, and nobody else's. */
export interface UserScope {
  readonly userId: string;
}

/** All users' executions; only trusted code holds it. It can't be made from data that came over a wire. */
export interface OperatorScope {
  readonly [OPERATOR]: true;
}

/** Whose executions a read, a write or a subscription may touch. Every port call names it. */
export type Scope = UserScope | OperatorScope;

/** The scope of trusted code. */
export const OPERATOR_SCOPE: OperatorScope = Object.freeze({ [OPERATOR]: true as const });

/** Whether `scope` may touch what belongs to `userId`. */
export function mayTouch(scope: Scope, userId: string): boolean {
  return 'userId' in scope ? scope.userId === userId : scope === OPERATOR_SCOPE;
}

/** Whose executions a scope may see; undefined for everybody's. What only looks like a scope is nobody's. */
export function userOf(scope: Scope): string | undefined {
  if (scope === OPERATOR_SCOPE) return undefined;
  const { userId } = scope as { readonly userId?: unknown };
  return typeof userId === 'string' ? userId : '';
}
