import { parseAgentExecutionPhase, type AgentExecutionPhase } from '@tracker/state';
import { promised } from './awaitable.js';
import type { Dependencies } from './dependencies.js';
import { parseInput } from './door.js';
import { Delivered } from './ending.js';
import type { Guard } from './guard.js';
import type { GuardedCall } from './guarded-try.js';
import {
  guardInputSchema,
  holdInputSchema,
  nameSchema,
  type GuardInput,
  type HoldInput,
  type ProgressInput,
} from './inputs.js';
import type { LiveExecution } from './live-execution.js';
import { parseProgressInput } from './plain-input.js';
import type { Metadata } from './record.js';
import type { Writer } from './writer.js';

/** Further tries of a guarded call, from the legacy configuration. */
const DEFAULT_RETRIES = 2;

export interface RunningParts {
  readonly live: LiveExecution;
  readonly writer: Writer;
  readonly guard: Guard;
  readonly dependencies: Dependencies;
}

/** What an agent is given: its own execution, to report to and to work under. */
export class RunningExecution {
  readonly #parts: RunningParts;

  constructor(parts: RunningParts) {
    this.#parts = parts;
  }

  get id(): string {
    return this.#parts.live.record.id;
  }

  get userId(): string {
    return this.#parts.live.record.userId;
  }

  get threadId(): string {
    return this.#parts.live.record.threadId;
  }

  get runId(): string {
    return this.#parts.live.record.runId;
  }

  get agentName(): string {
    return this.#parts.live.record.agentName;
  }

  /** Counts from 1; a retry is a new execution with the next number. */
  get attempt(): number {
    return this.#parts.live.record.attempt;
  }

  get metadata(): Metadata {
    return this.#parts.live.record.metadata;
  }

  /** Aborts when the work is to stop: a cancel was requested, or the execution has ended without it. */
  get signal(): AbortSignal {
    return this.#parts.live.stopping.signal;
  }

  /** Enters a phase, and with it the state it refines. Rejects with `illegal_phase` when the table has no such move. */
  async enterPhase(phase: AgentExecutionPhase): Promise<void> {
    await this.#perform({ type: 'enter_phase', phase: parseAgentExecutionPhase(phase) });
  }

  /** Notes progress, such as a token that came in, unless it comes too late; costs a number. */
  progress(): void {
    const { live, writer } = this.#parts;
    live.progressAt = writer.sign(live) ?? live.progressAt;
  }

  /** Records progress that others should see. */
  async reportProgress(progress: ProgressInput): Promise<void> {
    const { note, percent } = parseProgressInput(progress);
    await this.#perform({ type: 'progress', note: note ?? null, percent: percent ?? null });
  }

  /** Waits for a human, a tool or another system: the liveness, idle and execution clocks stand still meanwhile. */
  async hold<T>(input: HoldInput, wait: () => PromiseLike<T>): Promise<T> {
    const { reason, timeoutMs } = parseInput(holdInputSchema, input, 'hold');
    await this.#perform({ type: 'hold', reason, timeoutMs: timeoutMs ?? null });
    try {
      return await wait();
    } finally {
      if (this.#parts.live.record.hold) await this.#perform({ type: 'resume' });
    }
  }

  /**
   * Calls something outside under the breaker of `dependency`, with a time limit, and again after errors marked
   * retryable. Time limit and repetitions default to the execution's operation limit and 2.
   */
  guard<T>(dependency: string, call: GuardedCall<T>, input?: GuardInput): Promise<T> {
    return promised(() => {
      const { live, guard, dependencies } = this.#parts;
      const given = input === undefined ? undefined : parseInput(guardInputSchema, input, 'guard');
      return guard.call(dependencies.get(dependency), call, {
        timeoutMs: given?.timeoutMs ?? live.record.limits.operationTimeoutMs,
        retries: given?.retries ?? DEFAULT_RETRIES,
        purpose: live.stopping,
      });
    });
  }

  /** To be returned by an agent whose tool has delivered the answer to the user already. */
  delivered(by: string): Delivered {
    return new Delivered(parseInput(nameSchema, by, 'delivered'));
  }

  async #perform(command: Parameters<Writer['perform']>[2]): Promise<void> {
    await this.#parts.writer.perform({ userId: this.userId }, this.id, command);
  }
}
