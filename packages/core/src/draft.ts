import {
  phaseAfter,
  shortestPath,
  stateOfPhase,
  type ActiveState,
  type AgentExecutionPhase,
  type HistoryEvent,
} from '@tracker/state';
import type { Ending } from './command.js';
import { apply } from './fold.js';
import { staysUntil, type Passage } from './passage.js';
import { toPhaseStats } from './phase-tally.js';
import { toDraft, type DraftRecord, type ExecutionRecord } from './record.js';
import { withOneMore } from './with-one-more.js';

/** A fact without what the draft knows itself: whose it is, its number and its instant. */
type Fact = HistoryEvent extends infer E
  ? E extends HistoryEvent
    ? Omit<E, 'executionId' | 'seq' | 'at'>
    : never
  : never;

const NONE: readonly HistoryEvent[] = Object.freeze([]);

/** A record to which facts are added; record and facts can't drift apart. */
export class Draft {
  readonly record: DraftRecord;
  #events: readonly HistoryEvent[] = NONE;

  constructor(record: ExecutionRecord) {
    this.record = toDraft(record);
  }

  /** The facts added, in order. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  /** Adds a fact that is not among the frequent ones below. */
  add(at: number, fact: Fact): void {
    const { id, version } = this.record;
    this.#push({
      executionId: id,
      seq: version + 1,
      at: this.#notBefore(at),
      ...fact,
    } as HistoryEvent);
  }

  /** Walks the legal way to `to`, recording each step. The caller has made sure that there is one. */
  walk(at: number, to: ActiveState, owner: string | null): void {
    const path = shortestPath(this.record.state, to) ?? [];
    // by their places: engines are slow to walk through a frozen list with its iterator
    for (let step = 0; step < path.length; step++) this.#step(at, path[step] as ActiveState, owner);
  }

  #step(at: number, to: ActiveState, owner: string | null): void {
    this.#push({
      executionId: this.record.id,
      seq: this.record.version + 1,
      at: this.#notBefore(at),
      type: 'state_changed',
      from: this.record.state as ActiveState,
      to,
      owner,
    });
  }

  /** Enters a phase, and with it the state it refines. */
  enterPhase(at: number, phase: AgentExecutionPhase): void {
    this.#push({
      executionId: this.record.id,
      seq: this.record.version + 1,
      at: this.#notBefore(at),
      type: 'phase_entered',
      from: this.record.phase,
      to: phase,
      state: stateOfPhase(phase),
    });
  }

  /** Tells by one fact the phases that were gone through since the last one. */
  pass(passage: Passage): void {
    const at = this.#notBefore(passage.enteredAt);
    const { id: executionId, version, phase: from } = this.record;
    const passed = toPhaseStats(staysUntil(passage, at));
    const to = passage.phase;
    const fact = { type: 'phase_entered', from, to, state: stateOfPhase(to), passed } as const;
    this.#push({ executionId, seq: version + 1, at, ...fact });
  }

  /** Ends the execution, walking first when the end is further ahead. */
  end(at: number, { to, cause, outcome, phase }: Ending): void {
    const before = shortestPath(this.record.state, to)?.at(-2);
    if (before) this.walk(at, before as ActiveState, null);
    this.#push({
      executionId: this.record.id,
      seq: this.record.version + 1,
      at: this.#notBefore(at),
      type: 'ended',
      from: this.record.state as ActiveState,
      to,
      phase: phase ?? phaseAfter(this.record.phase, to),
      cause,
      outcome,
    });
  }

  #push(event: HistoryEvent): void {
    apply(this.record, event);
    this.#events = withOneMore(this.#events, event);
  }

  /** Time never runs backwards in a history: an earlier instant is moved up to the last one. */
  #notBefore(at: number): number {
    return at < this.record.updatedAt ? this.record.updatedAt : at;
  }
}
