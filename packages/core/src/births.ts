import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { BirthLimits, type AgentLimits } from './birth-limits.js';
import type { Birth } from './command.js';
import { parseInput } from './door.js';
import { keyedExecutionId, newExecutionId } from './identifiers.js';
import { runInputSchema, type CreateInput, type RunInput } from './inputs.js';
import { toPayload } from './json-payload.js';
import { parseCreateInput, parseName } from './plain-input.js';
import type { ExecutionRecord, Metadata } from './record.js';
import type { Truth } from './truth.js';

const NO_METADATA: Metadata = Object.freeze({});

/** Turns what callers give into what an execution is born with. */
export class Births {
  readonly #truth: Truth;
  readonly #limits: BirthLimits;

  constructor(truth: Truth, agents: AgentLimits) {
    this.#truth = truth;
    this.#limits = new BirthLimits(agents);
  }

  /** For an execution that `run` will drive: its process vouches for it. */
  forRun(input: RunInput): Birth | Promise<Birth> {
    return this.#birth({ ...parseInput(runInputSchema, input, 'run'), liveness: 'process' });
  }

  /** For an execution that is driven by its id. */
  forCreate(input: CreateInput): Birth | Promise<Birth> {
    return this.#birth(parseCreateInput(input));
  }

  #birth(input: CreateInput): Birth | Promise<Birth> {
    if (input.retryOf === undefined) return this.#born(input, undefined);
    return this.#earlier(input).then((earlier) => this.#born(input, earlier));
  }

  #born(input: CreateInput, earlier: ExecutionRecord | undefined): Birth {
    const { agentName, userId, threadId, metadata, liveness = 'heartbeat' } = input;
    const executionId = executionIdOf(input, earlier);
    return {
      executionId,
      userId,
      threadId,
      runId: input.runId ?? executionId,
      agentName,
      attempt: (earlier?.attempt ?? 0) + 1,
      retryOf: earlier?.id ?? null,
      liveness,
      limits: this.#limits.for(input),
      metadata: metadata ? (toPayload(metadata, 'metadata') as Metadata) : NO_METADATA,
    };
  }

  async #earlier({ userId, retryOf = '' }: CreateInput): Promise<ExecutionRecord> {
    const earlier = await this.#truth.read({ userId }, retryOf);
    if (earlier?.endedAt != null && earlier.state !== 'completed') return earlier;
    const found = earlier ? `is "${earlier.state}"` : 'does not exist here';
    throw new TrackerError({
      code: earlier ? TrackerErrorCode.NOT_APPLICABLE : TrackerErrorCode.NOT_FOUND,
      message: `Execution "${retryOf}" ${found}; only one that has ended without an answer can be tried again.`,
      details: { executionId: retryOf },
    });
  }
}

function executionIdOf(
  { id, key, userId }: CreateInput,
  earlier: ExecutionRecord | undefined,
): string {
  if (id !== undefined) return id;
  if (key !== undefined) return keyedExecutionId(userId, key);
  return earlier ? nextAttemptId(earlier) : newExecutionId();
}

/** The same for everybody who tries again, so that an execution has one next attempt and not two. */
function nextAttemptId({ id, attempt }: ExecutionRecord): string {
  const own = `~${attempt}`;
  // an id that the caller chose does not end in its attempt
  const root = attempt > 1 && id.endsWith(own) ? id.slice(0, -own.length) : id;
  return parseName(`${root}~${attempt + 1}`, 'The next attempt (give it an id)');
}
