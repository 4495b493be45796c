import type { RunOutcome } from '@tracker/core';
import { isTerminal, type Cause, type Execution } from '@tracker/state';

/** A read under way, with what had been seen of the execution by the time it began. */
interface Floor {
  readonly version: number;
  readonly end: string | undefined;
}

/** A reader's sight of an execution, for the audit. */
export interface Sight {
  readonly execution: Execution;
  readonly readAt: number;
  readonly readBy: string;
}

/** Whom a world must not let die: somebody who did everything that is asked of the living. */
export interface Charge {
  readonly executionId: string;
  /** The process that drives it. */
  readonly process: string;
}

/** A heartbeat that was said to count. */
export interface CountedSign {
  /** By the clock of the process. */
  readonly at: number;
  /** By the world's time. */
  readonly givenAt: number;
  readonly process: string;
}

/** A run that some process waits for. */
export interface AwaitedRun {
  readonly executionId: string;
  readonly process: string;
  outcome: RunOutcome | undefined;
  /** Why the run could not begin. */
  refused: unknown;
}

/** Remembers what everybody in a world was told, and finds what can't both be true. */
export class Witness {
  readonly violations: string[] = [];
  readonly sights: Sight[] = [];
  readonly healthy: Charge[] = [];
  readonly runs: AwaitedRun[] = [];
  /** The last heartbeat that was said to count, by execution. */
  readonly signs = new Map<string, CountedSign>();
  /** When the end of each execution came to the store, by the world's time. */
  readonly landed = new Map<string, number>();
  readonly #seen = new Map<string, Floor>();
  readonly #workers = new Map<string, string>();

  /** A read begins; what it answers must not be older than what others have seen by now. */
  begin(executionId: string): Floor {
    return this.#seen.get(executionId) ?? { version: 0, end: undefined };
  }

  /** A read that began at `floor` is answered. */
  see(floor: Floor, sight: Sight): void {
    const { execution } = sight;
    const { id, version, state } = execution;
    const end = endOf(execution);
    this.sights.push(sight);
    if (version < floor.version) {
      this.accuse(id, `version ${version} was read after ${floor.version} had been seen`);
    }
    if (floor.end !== undefined && end !== floor.end) {
      this.accuse(id, `"${end ?? state}" was read after "${floor.end}" had been seen`);
    }
    const known = this.begin(id);
    this.#seen.set(id, {
      version: Math.max(known.version, version),
      end: known.end ?? end,
    });
  }

  /** A process begins to work on an execution that waited for anybody. */
  beginWork(executionId: string, process: string): void {
    const other = this.#workers.get(executionId);
    if (other !== undefined) this.accuse(executionId, `was begun by ${other} and by ${process}`);
    this.#workers.set(executionId, process);
  }

  /** Somebody has been told how an execution ended. */
  hearEnd(executionId: string, state: string, cause: unknown): void {
    const known = this.begin(executionId);
    const end = `${state} ${JSON.stringify(cause)}`;
    if (known.end !== undefined && known.end !== end) {
      this.accuse(executionId, `one was told "${end}", another "${known.end}"`);
    }
    this.#seen.set(executionId, { version: known.version, end });
  }

  /** What anybody was told about the end of an execution. */
  endToldOf(executionId: string): string | undefined {
    return this.#seen.get(executionId)?.end;
  }

  accuse(executionId: string, what: string): void {
    this.violations.push(`${executionId}: ${what}`);
  }
}

/** How an execution ended, in one line that two readers can compare; undefined while it is active. */
export function endOf(execution: {
  readonly state: Execution['state'];
  readonly cause?: Cause | null;
}): string | undefined {
  if (!isTerminal(execution.state)) return undefined;
  return `${execution.state} ${JSON.stringify(execution.cause)}`;
}
