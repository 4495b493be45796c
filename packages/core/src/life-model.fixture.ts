import {
  canEnterPhase,
  isActive,
  isTerminal,
  legalMoves,
  stateOfPhase,
  type AgentExecutionPhase,
  type ExecutionLimits,
  type ExecutionState,
  type TerminalState,
} from '@tracker/state';

/** Limits short enough that a random life meets all of them. */
export const SHORT_LIMITS: ExecutionLimits = Object.freeze({
  startTimeoutMs: 900,
  executionTimeoutMs: 1_500,
  idleTimeoutMs: 700,
  livenessTimeoutMs: 400,
  holdTimeoutMs: 1_000,
  cancelGraceMs: 250,
  deliveryTimeoutMs: 800,
  operationTimeoutMs: 300,
});

/** What can happen to an execution, in the words of the model. */
export type Step =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'beat' }
  | { readonly do: 'sign progress' }
  | { readonly do: 'look' | 'report' | 'resume' | 'cancel' | 'stop' | 'acknowledge' }
  | { readonly do: 'advance'; readonly to: ExecutionState }
  | { readonly do: 'enter'; readonly phase: AgentExecutionPhase }
  | { readonly do: 'hold'; readonly ms: number | null }
  | { readonly do: 'end'; readonly to: GivenEnd };

/** The ends that a caller can bring about without naming a limit. */
export type GivenEnd = Extract<TerminalState, 'completed' | 'failed' | 'cancelled'>;

/** A step that asks the tracker for something. */
export type Asking = Exclude<Step, { do: 'wait' } | { do: 'beat' } | { do: 'sign progress' }>;

/** How a step is answered: with nothing, or with the code of a refusal. */
export type Answer =
  | 'done'
  | 'already_ended'
  | 'illegal_transition'
  | 'illegal_phase'
  | 'not_applicable';

interface Deadline {
  readonly at: number;
  readonly to: TerminalState;
  readonly clock: string;
}

/**
 * The life of one execution as the design tells it, with nothing written down but the present. It shares no code
 * with the rule book beyond the tables of `@tracker/state`.
 */
export class LifeModel {
  state: ExecutionState = 'pending';
  phase: AgentExecutionPhase = 'created';
  facts = 1;
  startedAt: number | null = null;
  runningAt: number | null = null;
  heldMs = 0;
  hold: { readonly since: number; readonly deadline: number } | null = null;
  cancelBy: number | null = null;
  endedAt: number | null = null;
  /** The clock that ended it; null when somebody did. */
  endedBy: string | null = null;
  acknowledgedAt: number | null = null;
  overdueAt: number | null = null;
  #aliveAt: number;
  #progressAt: number;
  readonly #bornAt: number;
  readonly #limits: ExecutionLimits;

  constructor(bornAt: number, limits: ExecutionLimits) {
    this.#bornAt = this.#aliveAt = this.#progressAt = bornAt;
    this.#limits = limits;
  }

  /** The instant by which it has ended, whatever happens. */
  get endsBy(): number {
    const { startTimeoutMs, executionTimeoutMs, holdTimeoutMs } = this.#limits;
    return this.#bornAt + startTimeoutMs + executionTimeoutMs + holdTimeoutMs;
  }

  /** Lets the clocks have their say, and tells whether it is over. */
  isOver(now: number): boolean {
    if (this.endedAt === null) {
      const [first] = this.#deadlines().sort((one, other) => one.at - other.at);
      if (first && first.at < now) this.#end(first.at, first.to, first.clock);
    }
    if (this.endedAt === null) return false;
    const deadline = this.endedAt + this.#limits.deliveryTimeoutMs;
    if (this.acknowledgedAt === null && this.overdueAt === null && deadline < now) {
      this.overdueAt = deadline;
      this.facts += 1;
    }
    return true;
  }

  /** A sign of life by whoever drives it; progress too when `progress`. Whether it counted. */
  sign(now: number, progress: boolean): boolean {
    if (this.startedAt === null || this.isOver(now)) return false;
    this.#aliveAt = now;
    if (progress) this.#progressAt = now;
    return true;
  }

  /** Takes a step that asks for something, and answers it. */
  take(step: Asking, now: number): Answer {
    const over = this.isOver(now);
    if (step.do === 'look') return 'done';
    if (step.do === 'acknowledge') return this.#acknowledge(now);
    if (over) return 'already_ended';
    switch (step.do) {
      case 'advance':
        return this.#advance(step.to, now);
      case 'enter':
        return this.#enter(step.phase, now);
      case 'report':
        return this.#happen(now, true);
      case 'hold':
        return this.#holdFor(step.ms, now);
      case 'resume':
        return this.hold ? this.#release(now) : 'not_applicable';
      case 'cancel':
        return this.#requestCancel(now);
      case 'stop':
        return this.#acknowledgeCancel(now);
      case 'end':
        return this.#end(now, step.to, null);
    }
  }

  #deadlines(): Deadline[] {
    const { startTimeoutMs, executionTimeoutMs, idleTimeoutMs, livenessTimeoutMs } = this.#limits;
    const { startedAt, runningAt, hold, cancelBy } = this;
    const found: Deadline[] = [];
    if (runningAt === null) found.push(timeout('start', this.#bornAt + startTimeoutMs));
    else if (!hold) {
      found.push(timeout('execution', runningAt + this.heldMs + executionTimeoutMs));
      found.push(timeout('idle', this.#progressAt + idleTimeoutMs));
    }
    if (hold) found.push(timeout('hold', hold.deadline));
    if (startedAt !== null && !hold) {
      found.push({ at: this.#aliveAt + livenessTimeoutMs, to: 'dead', clock: 'liveness' });
    }
    if (cancelBy !== null) found.push({ at: cancelBy, to: 'cancelled', clock: 'cancel' });
    return found;
  }

  #advance(to: ExecutionState, now: number): Answer {
    const way = forward(this.state, to);
    if (!way) return 'illegal_transition';
    if (this.hold) return 'not_applicable';
    for (const step of way) this.#move(step, entryOf(step), now);
    return 'done';
  }

  #enter(phase: AgentExecutionPhase, now: number): Answer {
    if (!canEnterPhase(this.phase, phase)) return 'illegal_phase';
    if (!isActive(stateOfPhase(phase)) || this.hold) return 'not_applicable';
    this.#move(stateOfPhase(phase), phase, now);
    return 'done';
  }

  #holdFor(ms: number | null, now: number): Answer {
    const left = this.#limits.holdTimeoutMs - this.heldMs;
    if (this.state !== 'running' || this.hold || left < (ms ?? 1)) return 'not_applicable';
    this.hold = { since: now, deadline: now + (ms ?? left) };
    return this.#happen(now, false);
  }

  #release(now: number): Answer {
    this.heldMs += now - (this.hold?.since ?? now);
    this.hold = null;
    return this.#happen(now, true);
  }

  #requestCancel(now: number): Answer {
    if (this.cancelBy !== null) return 'done';
    this.cancelBy = now + this.#limits.cancelGraceMs;
    this.#happen(now, false);
    return this.startedAt === null ? this.#end(now, 'cancelled', null) : 'done';
  }

  #acknowledgeCancel(now: number): Answer {
    if (this.cancelBy === null) return 'not_applicable';
    this.#happen(now, false);
    return this.#end(now, 'cancelled', null);
  }

  #acknowledge(now: number): Answer {
    if (this.endedAt === null) return 'not_applicable';
    if (this.acknowledgedAt !== null) return 'done';
    this.acknowledgedAt = now;
    this.facts += 1;
    return 'done';
  }

  #end(at: number, to: ExecutionState, clock: string | null): Answer {
    if (this.hold) this.heldMs += at - this.hold.since;
    this.hold = null;
    if (to === 'completed') {
      for (const step of forward(this.state, 'completing') ?? []) {
        this.#move(step, entryOf(step), at);
      }
    }
    this.state = to;
    if (to !== 'dead' && to !== 'cancelled') this.phase = to as AgentExecutionPhase;
    this.endedAt = at;
    this.endedBy = clock;
    this.facts += 1;
    return 'done';
  }

  #move(state: ExecutionState, phase: AgentExecutionPhase, now: number): void {
    this.state = state;
    this.phase = phase;
    if (state === 'starting') this.startedAt ??= now;
    if (state === 'running') this.runningAt ??= now;
    this.#happen(now, true);
  }

  #happen(now: number, progress: boolean): Answer {
    this.facts += 1;
    this.#aliveAt = now;
    if (progress) this.#progressAt = now;
    return 'done';
  }
}

function timeout(clock: string, at: number): Deadline {
  return { at, to: 'timeout', clock };
}

/** The steps from one active state to another, itself not counted; undefined when the way leads back. */
function forward(from: ExecutionState, to: ExecutionState): ExecutionState[] | undefined {
  const way: ExecutionState[] = [];
  for (let at = from; at !== to || way.length === 0; way.push(at)) {
    const next = (legalMoves(at) as readonly ExecutionState[]).find((state) => !isTerminal(state));
    if (next === undefined) return undefined;
    at = next;
  }
  return way;
}

function entryOf(state: ExecutionState): AgentExecutionPhase {
  return state === 'running' ? 'thinking' : (state as AgentExecutionPhase);
}
