import { fold, type ExecutionRecord, type Signs, type Transition } from '@tracker/core';
import type { ExecutionLimits, HistoryEvent, HistoryEventOf, JsonValue } from '@tracker/state';

/** A fact before it is known whose and which number it is. */
export type Fact = HistoryEvent extends infer E
  ? E extends HistoryEvent
    ? Omit<E, 'executionId' | 'seq'>
    : never
  : never;

/** Limits that no case meets by accident, however slow the machine. */
export const FAR: ExecutionLimits = {
  startTimeoutMs: 80_000_000,
  executionTimeoutMs: 80_000_000,
  idleTimeoutMs: 80_000_000,
  livenessTimeoutMs: 80_000_000,
  holdTimeoutMs: 80_000_000,
  cancelGraceMs: 80_000_000,
  deliveryTimeoutMs: 80_000_000,
  operationTimeoutMs: 80_000_000,
};

/** How an execution of a case is born; the rest is the same for all. */
export interface Birth {
  readonly id?: string;
  readonly userId?: string;
  readonly threadId?: string;
  readonly agentName?: string;
  readonly liveness?: 'process' | 'heartbeat';
  readonly limits?: Partial<ExecutionLimits>;
  readonly metadata?: { readonly [key: string]: JsonValue };
}

let commits = 0;
let births = 0;

/** A name that no other commit has. */
export function commitName(): string {
  commits += 1;
  return `conformance:${commits}`;
}

/** An execution's life as far as it is told: what a store that was given all of it must hold. */
export class Story {
  readonly #history: readonly HistoryEvent[];
  readonly record: ExecutionRecord;

  private constructor(history: readonly HistoryEvent[]) {
    this.#history = history;
    this.record = fold(history);
  }

  /** An execution that is just born. */
  static born(at: number, birth: Birth = {}): Story {
    births += 1;
    const { id = `e${births}`, userId = 'ann', threadId = 't1', agentName = 'triage' } = birth;
    const { liveness = 'heartbeat', limits, metadata = {} } = birth;
    return new Story([
      {
        type: 'created',
        executionId: id,
        seq: 1,
        at,
        userId,
        threadId,
        runId: id,
        agentName,
        attempt: 1,
        retryOf: null,
        liveness,
        limits: { ...FAR, ...limits },
        metadata,
      },
    ]);
  }

  get id(): string {
    return this.record.id;
  }

  get version(): number {
    return this.record.version;
  }

  get history(): readonly HistoryEvent[] {
    return this.#history;
  }

  /** The same life with more facts. */
  and(...facts: readonly Fact[]): Story {
    const { id, version } = this.record;
    const events = facts.map(
      (fact, index) => ({ ...fact, executionId: id, seq: version + index + 1 }) as HistoryEvent,
    );
    return new Story([...this.#history, ...events]);
  }

  /** What has to be committed to get here from `before`; from nothing without it. */
  since(before?: Story, more: { evidence?: Signs; commitId?: string } = {}): Transition {
    const expectedVersion = before?.version ?? 0;
    const events = this.#history.slice(expectedVersion);
    const { commitId = commitName(), ...evidence } = more;
    return { next: this.record, events, expectedVersion, commitId, ...evidence };
  }
}

/** Work begins, under the name of whoever does it. */
export function starts(at: number, owner: string | null = null): Fact {
  return { type: 'state_changed', at, from: 'pending', to: 'starting', owner };
}

/** It runs. */
export function runs(at: number): Fact {
  return { type: 'state_changed', at, from: 'starting', to: 'running', owner: null };
}

/** It has come some way. */
export function progresses(at: number, note: string | null = null): Fact {
  return { type: 'progressed', at, note, percent: null };
}

/** A running one ends with an answer. */
export function answers(at: number, answer: JsonValue = 42): Fact[] {
  return [
    { type: 'state_changed', at, from: 'running', to: 'completing', owner: null },
    {
      type: 'ended',
      at,
      from: 'completing',
      to: 'completed',
      phase: 'completed',
      cause: { kind: 'answered' },
      outcome: { kind: 'answer', answer },
    },
  ];
}

/** It fails in the state it is in. */
export function fails(at: number, { record }: Story): Fact {
  return {
    type: 'ended',
    at,
    from: record.state as HistoryEventOf<'ended'>['from'],
    to: 'failed',
    phase: 'failed',
    cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
    outcome: { kind: 'error', message: 'Something went wrong.' },
  };
}

/** A watcher found it dead where it stands. */
export function dies(at: number, { record }: Story): Fact {
  return {
    type: 'ended',
    at,
    from: record.state as HistoryEventOf<'ended'>['from'],
    to: 'dead',
    phase: record.phase,
    cause: {
      kind: 'death',
      evidence: record.liveness === 'process' ? 'lease_lapsed' : 'silence',
      lastSignAt: record.updatedAt,
      limitMs: record.limits.livenessTimeoutMs,
      judgedBy: 'conformance',
    },
    outcome: { kind: 'error', message: 'It was lost.' },
  };
}

/** Its user has seen the outcome. */
export function isAcknowledged(at: number): Fact {
  return { type: 'acknowledged', at, by: 'phone' };
}
