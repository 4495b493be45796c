import type { AgentExecutionTracker, ScopedTracker, UserTracker } from '@tracker/core';
import type { Identity } from './identity.js';

/** Who asks, with the trackers their token opens and no other. */
export interface Caller {
  readonly identity: Identity;
  /** Their own executions; what they start is theirs. */
  readonly self: UserTracker;
  /** What they may see and steer: an operator everybody's, a user their own. */
  readonly scope: ScopedTracker;
  /** Whose feed they hear; undefined for everybody's. */
  readonly whose: string | undefined;
}

/** The one place where a token's role opens more than the user's own. Throws `invalid_input` for an id that none can have. */
export function callerOf(tracker: AgentExecutionTracker, identity: Identity): Caller {
  const self = tracker.forUser(identity.userId);
  return identity.role === 'operator'
    ? { identity, self, scope: tracker, whose: undefined }
    : { identity, self, scope: self, whose: identity.userId };
}
