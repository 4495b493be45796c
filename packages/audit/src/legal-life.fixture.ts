import {
  ExecutionState,
  legalPhases,
  phaseAfter,
  isActive,
  stateOfPhase,
  type ActiveState,
  type AgentExecutionPhase,
  type Cause,
  type ExecutionLimits,
  type HistoryEvent,
  type Outcome,
  type TerminalState,
} from '@tracker/state';

/** Limits short enough that a random walk meets all of them. */
export const LIMITS: ExecutionLimits = Object.freeze({
  startTimeoutMs: 3_000,
  executionTimeoutMs: 8_000,
  idleTimeoutMs: 4_000,
  livenessTimeoutMs: 2_000,
  holdTimeoutMs: 5_000,
  cancelGraceMs: 1_000,
  deliveryTimeoutMs: 6_000,
  operationTimeoutMs: 2_500,
});

export const ERROR: Outcome = {
  kind: 'error',
  message: 'That did not work out; please try again.',
};
export const ANSWER: Outcome = { kind: 'answer', answer: { text: 'forty-two' } };

export interface Birth {
  readonly executionId: string;
  readonly userId: string;
  readonly at: number;
  readonly attempt?: number;
  readonly retryOf?: string;
  readonly limits?: ExecutionLimits;
}

/** How an unhappy end comes about; `completed` needs no reason. */
export type Unhappy = 'failed' | 'start' | 'execution' | 'idle' | 'hold' | 'dead' | 'forced';

/**
 * A life that obeys the rules, told fact by fact. It is the specification's own model of what may happen
 * and shares nothing with the auditor but the words.
 */
export class LegalLife {
  readonly events: HistoryEvent[] = [];
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly limits: ExecutionLimits;
  now: number;
  state: ExecutionState = ExecutionState.PENDING;
  phase: AgentExecutionPhase = 'created';
  phaseEnteredAt: number;
  startedAt: number | null = null;
  runningAt: number | null = null;
  progressAt: number;
  hold: { since: number; deadline: number } | null = null;
  heldMs = 0;
  cancel: { at: number; deadline: number } | null = null;
  delivery: { deadline: number; acknowledged: boolean; overdue: boolean } | null = null;

  constructor(birth: Birth) {
    this.id = birth.executionId;
    this.userId = birth.userId;
    this.limits = birth.limits ?? LIMITS;
    this.createdAt = this.now = this.progressAt = this.phaseEnteredAt = birth.at;
    this.#tell({
      type: 'created',
      userId: birth.userId,
      threadId: `thread-of-${birth.executionId}`,
      runId: `run-of-${birth.executionId}`,
      agentName: 'triage',
      attempt: birth.attempt ?? 1,
      retryOf: birth.retryOf ?? null,
      liveness: 'process',
      limits: this.limits,
      metadata: { origin: 'specification' },
    });
  }

  /** The last instant at which it may still live, as far as the history knows. */
  get deadline(): number {
    const { limits, cancel, hold } = this;
    const own = hold?.deadline ?? this.#untilTimeout();
    // by this model's own choice it is never idle or silent for longer than it may be
    const quiet = hold ? Infinity : Math.min(limits.idleTimeoutMs, limits.livenessTimeoutMs);
    return Math.min(own, cancel?.deadline ?? Infinity, this.progressAt + quiet);
  }

  #untilTimeout(): number {
    const { startTimeoutMs, executionTimeoutMs } = this.limits;
    if (this.runningAt === null) return this.createdAt + startTimeoutMs;
    return this.runningAt + this.heldMs + executionTimeoutMs;
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  change(to: ActiveState): this {
    this.#tell({ type: 'state_changed', from: this.state as ActiveState, to, owner: 'process-1' });
    return this.#enter(phaseAfter(this.phase, to), to);
  }

  enterPhase(to: AgentExecutionPhase): this {
    const state = stateOfPhase(to);
    this.#tell({ type: 'phase_entered', from: this.phase, to, state });
    return this.#enter(to, state);
  }

  /** Goes round in phases without telling each of them. */
  passThrough(stays: number, ms: number): this {
    const passed: Partial<Record<AgentExecutionPhase, { count: number; totalMs: number }>> = {};
    const from = this.phase;
    for (let i = 0; i < stays; i++) {
      const stay = (passed[this.phase] ??= { count: 0, totalMs: 0 });
      this.wait(ms);
      stay.count += 1;
      stay.totalMs += this.now - this.phaseEnteredAt;
      this.#enter(this.phase === 'thinking' ? 'llm_interaction' : 'thinking', 'running');
    }
    this.#tell({ type: 'phase_entered', from, to: this.phase, state: 'running', passed });
    return this;
  }

  progress(): this {
    this.#tell({ type: 'progressed', note: 'reading', percent: 50 });
    this.progressAt = this.now;
    return this;
  }

  holdFor(ms: number): this {
    const deadline = this.now + Math.min(ms, this.limits.holdTimeoutMs - this.heldMs);
    this.#tell({ type: 'held', reason: 'waiting for a human', deadline });
    this.hold = { since: this.now, deadline };
    return this;
  }

  resume(): this {
    const heldMs = this.now - (this.hold?.since ?? this.now);
    this.#tell({ type: 'resumed', heldMs });
    this.heldMs += heldMs;
    this.hold = null;
    this.progressAt = this.now;
    return this;
  }

  requestCancel(): this {
    const deadline = this.now + this.limits.cancelGraceMs;
    this.#tell({ type: 'cancel_requested', reason: 'changed my mind', deadline });
    this.cancel = { at: this.now, deadline };
    return this;
  }

  acknowledgeCancel(): this {
    this.#tell({ type: 'cancel_acknowledged' });
    return this.end('cancelled', this.#cancellation(false), ERROR);
  }

  end(to: TerminalState, cause: Cause, outcome: Outcome): this {
    const phase = phaseAfter(this.phase, to);
    this.#tell({ type: 'ended', from: this.state as ActiveState, to, phase, cause, outcome });
    const deadline = this.now + this.limits.deliveryTimeoutMs;
    this.delivery = { deadline, acknowledged: false, overdue: false };
    this.state = to;
    return this;
  }

  complete(outcome: Outcome = ANSWER): this {
    return this.end('completed', { kind: 'answered' }, outcome);
  }

  acknowledge(): this {
    this.#tell({ type: 'acknowledged', by: 'client-1' });
    if (this.delivery) this.delivery.acknowledged = true;
    return this;
  }

  callOverdue(): this {
    const deadline = this.delivery?.deadline ?? 0;
    this.now = Math.max(this.now, deadline);
    this.#tell({ type: 'delivery_overdue', deadline });
    if (this.delivery) this.delivery.overdue = true;
    return this;
  }

  /** Which unhappy ends its circumstances allow. */
  unhappyEnds(): readonly Unhappy[] {
    const { hold, runningAt, startedAt, cancel } = this;
    const running: Unhappy[] = runningAt !== null && !hold ? ['execution', 'idle'] : [];
    return [
      'failed',
      ...running,
      ...(runningAt === null ? (['start'] as const) : []),
      ...(hold ? (['hold'] as const) : []),
      ...(startedAt !== null && !hold ? (['dead'] as const) : []),
      ...(cancel ? (['forced'] as const) : []),
    ];
  }

  /** Ends as `how`, letting the time pass that it takes; the earliest clock decides, as it must. */
  endUnhappily(how: Unhappy): this {
    if (how === 'failed') {
      return this.end('failed', { kind: 'failure', code: 'agent_error', fault: 'agent' }, ERROR);
    }
    const due = this.#dueTimes(how);
    if (due > this.#earliestDue()) return this.endUnhappily('failed');
    this.now = due;
    return how === 'dead' || how === 'forced' ? this.#endOtherwise(how) : this.#timeOut(how, due);
  }

  #dueTimes(how: Unhappy): number {
    switch (how) {
      case 'idle':
        return this.progressAt + this.limits.idleTimeoutMs;
      case 'hold':
        return this.hold?.deadline ?? 0;
      case 'dead':
        return this.now + this.limits.livenessTimeoutMs;
      case 'forced':
        return this.cancel?.deadline ?? 0;
      default:
        return this.#untilTimeout();
    }
  }

  #earliestDue(): number {
    const own = this.hold?.deadline ?? this.#untilTimeout();
    return Math.min(own, this.cancel?.deadline ?? Infinity);
  }

  #endOtherwise(how: 'dead' | 'forced'): this {
    if (how === 'forced') return this.end('cancelled', this.#cancellation(true), ERROR);
    const { livenessTimeoutMs: limitMs } = this.limits;
    const lastSignAt = this.now - limitMs;
    const evidence = 'lease_lapsed' as const;
    const judgedBy = 'sweeper-1';
    return this.end('dead', { kind: 'death', evidence, lastSignAt, limitMs, judgedBy }, ERROR);
  }

  #timeOut(clock: 'start' | 'execution' | 'idle' | 'hold', due: number): this {
    const limitMs =
      clock === 'hold' ? due - (this.hold?.since ?? due) : this.limits[`${clock}TimeoutMs`];
    return this.end('timeout', { kind: 'timeout', clock, limitMs, elapsedMs: limitMs }, ERROR);
  }

  #cancellation(forced: boolean): Cause {
    const requestedAt = this.cancel?.at ?? this.now;
    return { kind: 'cancellation', requestedAt, reason: 'changed my mind', forced };
  }

  #enter(phase: AgentExecutionPhase, state: ExecutionState): this {
    this.phase = phase;
    this.phaseEnteredAt = this.now;
    this.state = state;
    this.progressAt = this.now;
    if (state === ExecutionState.STARTING) this.startedAt ??= this.now;
    if (state === ExecutionState.RUNNING) this.runningAt ??= this.now;
    return this;
  }

  #tell(fact: object): void {
    const head = { executionId: this.id, seq: this.events.length + 1, at: this.now };
    this.events.push({ ...head, ...fact } as HistoryEvent);
  }
}

/** The next step that a life takes for the number `pick`; every step that is possible can be picked. */
function step(life: LegalLife, pick: number): void {
  const steps: (() => unknown)[] = [() => life.progress()];
  const { state, hold } = life;
  if (hold) steps.push(() => life.resume());
  else steps.push(...moves(life));
  if (state === ExecutionState.RUNNING && !hold && life.heldMs < life.limits.holdTimeoutMs) {
    steps.push(() => life.holdFor(500 + (pick % 2_000)));
  }
  if (!life.cancel) steps.push(() => life.requestCancel());
  else steps.push(() => life.acknowledgeCancel());
  steps.push(...life.unhappyEnds().map((how) => () => life.endUnhappily(how)));
  steps[pick % steps.length]?.();
}

function moves(life: LegalLife): readonly (() => unknown)[] {
  const phases = legalPhases(life.phase).filter((phase) => isActive(stateOfPhase(phase)));
  const entered = phases.map((phase) => () => life.enterPhase(phase));
  switch (life.state) {
    case ExecutionState.PENDING:
      return [...entered, () => life.change('starting')];
    case ExecutionState.STARTING:
      return [...entered, () => life.change('running')];
    case ExecutionState.RUNNING:
      return [...entered, () => life.change('completing')];
    default:
      return [() => life.complete(), () => life.complete({ kind: 'delivered', by: 'mailer' })];
  }
}

/** A life that takes a step for each number, and is delivered if it ends. */
export function walk(birth: Birth, picks: readonly number[]): LegalLife {
  const life = new LegalLife(birth);
  for (const pick of picks) {
    if (life.delivery) break;
    life.wait(Math.min(pick % 700, Math.max(0, life.deadline - life.now)));
    step(life, Math.floor(pick / 700));
  }
  if (!life.delivery || picks.length % 4 === 3) return life;
  if (picks.length % 4 === 2) life.callOverdue();
  return life.wait(100).acknowledge();
}
