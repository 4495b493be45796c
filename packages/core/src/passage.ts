import {
  MAX_DETAILED_FACTS,
  canEnterPhase,
  stateOfPhase,
  type AgentExecutionPhase,
} from '@tracker/state';
import { EMPTY_TALLY, charge, type PhaseTally } from './phase-tally.js';
import type { ExecutionRecord } from './record.js';

/**
 * Phases that an execution with a long history has gone through since its last fact. They are kept in mind and told
 * by one fact; until then the record says the phase of the last fact.
 */
export interface Passage {
  /** The phase it is in now. */
  readonly phase: AgentExecutionPhase;
  readonly enteredAt: number;
  /** The finished stays, from that in the record's phase on. */
  readonly passed: PhaseTally;
}

/** Between two facts of an execution with a long history, in milliseconds. */
const SPACING_MS = 1_000;

/** Facts in a lifetime that is longer, at most; each may have one of another kind beside it. */
const SPARSE_FACTS = 3_600;

/** Whether the history is so long that not each phase is told by itself any more. */
export function isLong({ version }: ExecutionRecord): boolean {
  return version >= MAX_DETAILED_FACTS;
}

/** From when on an execution with a long history may have its next fact. */
export function nextFactAt({ updatedAt, createdAt, endsBy }: ExecutionRecord): number {
  return updatedAt + Math.max(SPACING_MS, Math.ceil((endsBy - createdAt) / SPARSE_FACTS));
}

/** The passage after entering `phase`; undefined when that has to be told, or refused, by itself. */
export function pass(
  record: ExecutionRecord,
  passage: Passage | undefined,
  { phase, now }: { readonly phase: AgentExecutionPhase; readonly now: number },
): Passage | undefined {
  const here = passage ?? {
    phase: record.phase,
    enteredAt: record.phaseEnteredAt,
    passed: EMPTY_TALLY,
  };
  const within = record.state === 'running' && stateOfPhase(phase) === 'running' && !record.hold;
  if (!within || !canEnterPhase(here.phase, phase)) return undefined;
  const enteredAt = Math.max(now, record.updatedAt);
  return { phase, enteredAt, passed: charge(here.passed, here.phase, enteredAt - here.enteredAt) };
}

/** The stays as the fact of `at` tells them, which may be later than the instant the present phase was entered. */
export function staysUntil({ phase, enteredAt, passed }: Passage, at: number): PhaseTally {
  return at > enteredAt ? charge(passed, phase, at - enteredAt) : passed;
}
