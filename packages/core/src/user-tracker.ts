import { TrackerError, TrackerErrorCode } from '@tracker/state';
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
  async run(input: Omit<RunInput, 'userId' | 'id'>, agent: Agent): Promise<RunOutcome> {
    assertNoId(input, 'run');
    return this.#starts.run({ ...input, userId: this.#userId }, agent);
  }

  /** Creates an execution of this user's; see `AgentExecutionTracker.createExecution`. */
  async createExecution(input: Omit<CreateInput, 'userId' | 'id'>): Promise<string> {
    assertNoId(input, 'createExecution');
    return this.#starts.createExecution({ ...input, userId: this.#userId });
  }
}

/** Ids are one name space over all users: one that a user chose would tell whether somebody else has it. */
function assertNoId(input: object, asked: string): void {
  if ((input as { id?: unknown } | undefined)?.id === undefined) return;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `${asked}: a user's execution can't be given an id; give a key, which is the user's own, or neither.`,
  });
}
