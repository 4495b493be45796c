import { TrackerError, TrackerErrorCode, type ExecutionLimits } from '@tracker/state';
import type { Awaitable } from './awaitable.js';
import { backoffMs } from './backoff.js';
import type { Clock } from './clock.js';
import type { Birth, Command } from './command.js';
import { endWithAnswer, endWithError } from './ending.js';
import type { LiveExecution } from './live-execution.js';
import type { LiveTable } from './live-table.js';
import type { Logger } from './logger.js';
import type { ExecutionRecord } from './record.js';
import { toRunOutcome, type RunOutcome } from './run-outcome.js';
import { RunningExecution, type RunningParts } from './running-execution.js';
import { OPERATOR_SCOPE } from './scope.js';
import type { SleptSince } from './signs.js';
import { sleep } from './sleep.js';
import type { UserMessage } from './user-message.js';

/** An agent: takes its execution, returns the answer. */
export type Agent = (execution: RunningExecution) => unknown;

/** Waits between tries to write an end while the store is down. */
const STORE_BACKOFF = { baseMs: 200, maxMs: 5_000 };

export interface RunnerParts extends Omit<RunningParts, 'live'> {
  readonly now: () => number;
  readonly clock: Clock;
  readonly sleptSince: SleptSince;
  readonly random: () => number;
  readonly table: LiveTable;
  readonly owner: string;
  /** Sees to it that the lease is renewed often enough for an execution's limits. */
  readonly quicken: (limits: Readonly<ExecutionLimits>) => void;
  readonly userMessage: UserMessage;
  readonly logger: Logger;
}

/** A run that has begun. */
interface Begun {
  readonly live: LiveExecution;
  readonly ended: Promise<ExecutionRecord>;
}

/** Runs agents to their end, whatever they do. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #running = new Set<Promise<RunOutcome>>();
  #cancelled: string | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Resolves with how the execution ended, also when somebody else ended it. Rejects as `AgentExecutionTracker.run` does. */
  run(birth: Birth, agent: Agent): Promise<RunOutcome> {
    const { writer, owner, quicken } = this.#parts;
    quicken(birth.limits);
    const begin: Command = { type: 'advance', to: 'running', owner };
    const create = (): Awaitable<ExecutionRecord> => writer.create(birth, [begin]);
    return this.#count(this.#run(birth.executionId, create, agent));
  }

  /** The same for an execution that was created before and that nobody has begun; refused when somebody has. */
  take(executionId: string, agent: Agent): Promise<RunOutcome> {
    const { writer, owner } = this.#parts;
    const claim: Command = { type: 'claim', owner };
    const begin = (): Awaitable<ExecutionRecord> =>
      writer.perform(OPERATOR_SCOPE, executionId, claim);
    return this.#count(this.#run(executionId, begin, agent));
  }

  /** Resolves when no run is under way any more. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Ends every run under way as cancelled, and every one that is just being born. */
  async cancelAll(reason: string): Promise<void> {
    const { table, owner } = this.#parts;
    this.#cancelled = reason;
    const mine = [...table.values()].filter(
      ({ record }) => record.liveness === 'process' && record.owner === owner,
    );
    await Promise.all(mine.map((live) => this.#cancel(live, reason)));
  }

  async #cancel({ record: { id, userId } }: LiveExecution, reason: string): Promise<void> {
    const { writer, logger, table } = this.#parts;
    try {
      await writer.perform({ userId }, id, { type: 'request_cancel', reason });
      await writer.perform({ userId }, id, { type: 'acknowledge_cancel' });
    } catch (error) {
      logger.warn({ executionId: id, err: error }, 'a run could not be cancelled');
      const live = table.get(id);
      if (live && !TrackerError.is(error, TrackerErrorCode.ALREADY_ENDED))
        table.abandon(live, error);
    }
  }

  #count(run: Promise<RunOutcome>): Promise<RunOutcome> {
    const counted = run.finally(() => this.#running.delete(counted));
    this.#running.add(counted);
    return counted;
  }

  async #run(
    executionId: string,
    begin: () => Awaitable<ExecutionRecord>,
    agent: Agent,
  ): Promise<RunOutcome> {
    const { live, ended } = await this.#begin(executionId, begin);
    this.#parts.quicken(live.record.limits);
    if (this.#cancelled === undefined) void this.#work(live, agent);
    else void this.#cancel(live, this.#cancelled);
    return toRunOutcome(await ended);
  }

  /** Brings an execution here, and waits for its end from that moment on. */
  async #begin(executionId: string, begin: () => Awaitable<ExecutionRecord>): Promise<Begun> {
    const { table, writer } = this.#parts;
    table.expect(executionId);
    try {
      const live = writer.adopt(await begin());
      return { live, ended: live.whenEnded() };
    } finally {
      table.endArrival(executionId);
    }
  }

  async #work(live: LiveExecution, agent: Agent): Promise<void> {
    const { userMessage } = this.#parts;
    const execution = new RunningExecution({ ...this.#parts, live });
    try {
      const answer = await agent(execution);
      await this.#conclude(live, { type: 'end', ending: endWithAnswer(answer, userMessage) });
    } catch (error) {
      await this.#conclude(live, this.#afterError(live, error));
    }
  }

  #afterError(live: LiveExecution, error: unknown): Command {
    const { cancel } = live.record;
    if (cancel) return { type: 'acknowledge_cancel' };
    return { type: 'end', ending: endWithError(error, this.#parts.userMessage) };
  }

  /**
   * Writes the end. While the store is down it tries again, until the clocks have ended the execution anyway or the
   * tracker closes; then the run rejects with the store's error, because no end is shown that is not written.
   */
  async #conclude(live: LiveExecution, command: Command): Promise<void> {
    const { writer, clock, random, logger, table } = this.#parts;
    const { id, userId } = live.record;
    for (let attempt = 1; ; attempt++) {
      try {
        await writer.perform({ userId }, id, command);
        return;
      } catch (error) {
        if (TrackerError.is(error, TrackerErrorCode.ALREADY_ENDED)) {
          logger.warn({ executionId: id, err: error }, 'an answer came after the end');
          return;
        }
        logger.error({ executionId: id, err: error }, 'an end could not be written');
        if (this.#isHopeless(live, error)) return table.abandon(live, error);
      }
      await sleep(clock, backoffMs(attempt, STORE_BACKOFF, random));
    }
  }

  #isHopeless(live: LiveExecution, error: unknown): boolean {
    const { now, sleptSince } = this.#parts;
    return (
      this.#cancelled !== undefined ||
      TrackerError.is(error, TrackerErrorCode.CLOSED) ||
      TrackerError.is(error, TrackerErrorCode.NOT_FOUND) ||
      live.isOver(now(), sleptSince)
    );
  }
}
