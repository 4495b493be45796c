import type { Agent } from './runner.js';
import type { CreateInput, RunInput } from './inputs.js';
import type { RunOutcome } from './run-outcome.js';
import { ScopedTracker, type ScopedParts } from './scoped-tracker.js';

/** What a user's own tracker may start. */
export interface UserStarts {
  run(input: RunInput, agent: Agent): Promise<RunOutcome>;
  createExecution(input: CreateInput): Promise<string>;
}

/**
 * The tracker as one user sees it. There is no way from here to anybody else's executions: a foreign id is as
 * unknown as one that never was. Hand this to whatever acts for a user.
 */
export class UserTracker extends ScopedTracker {
  readonly #userId: string;
  readonly #starts: UserStarts;

  constructor(parts: ScopedParts, starts: UserStarts, userId: string) {
    super(parts, { userId });
    this.#userId = userId;
    this.#starts = starts;
  }

  /** Whose executions these are. */
  get userId(): string {
    return this.#userId;
  }

  /** Runs an agent for this user; see `AgentExecutionTracker.run`. */
  run(input: Omit<RunInput, 'userId'>, agent: Agent): Promise<RunOutcome> {
    return this.#starts.run({ ...input, userId: this.#userId }, agent);
  }

  /** Creates an execution of this user's; see `AgentExecutionTracker.createExecution`. */
  createExecution(input: Omit<CreateInput, 'userId'>): Promise<string> {
    return this.#starts.createExecution({ ...input, userId: this.#userId });
  }
}
