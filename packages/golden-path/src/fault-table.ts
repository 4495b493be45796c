import { isTerminal, type TerminalState } from '@tracker/state';
import { FAULTS, FAULT_KINDS, type FaultKind } from './fault-kind.js';
import type { JourneyResult } from './journey.js';

/** How a journey ended for its user: a final state, or nothing at all. */
export type SeenEnd = TerminalState | 'nothing';

/** What became of the journeys of one kind. */
export interface FaultRow {
  readonly kind: FaultKind | null;
  readonly label: string;
  readonly meaning: string;
  /** How they were to end. */
  readonly designed: TerminalState;
  readonly journeys: number;
  readonly ends: Readonly<Partial<Record<SeenEnd, number>>>;
  readonly asDesigned: number;
}

const NO_FAULT = {
  label: 'no fault',
  meaning: 'Nothing goes wrong by design.',
  ends: 'completed',
} as const;

/** The end that the journey's client was shown. */
export function seenEnd({ outcome }: JourneyResult): SeenEnd {
  return outcome && isTerminal(outcome.state) ? outcome.state : 'nothing';
}

function row(kind: FaultKind | null, all: readonly JourneyResult[]): FaultRow {
  const { label, meaning, ends: designed } = kind === null ? NO_FAULT : FAULTS[kind];
  const results = all.filter(({ journey }) => journey.fault === kind);
  const ends: Partial<Record<SeenEnd, number>> = {};
  for (const end of results.map(seenEnd)) ends[end] = (ends[end] ?? 0) + 1;
  const asDesigned = ends[designed] ?? 0;
  return { kind, label, meaning, designed, journeys: results.length, ends, asDesigned };
}

/** Each kind of journey that the run had, and how its journeys ended. */
export function faultTable(results: readonly JourneyResult[]): readonly FaultRow[] {
  return [null, ...FAULT_KINDS]
    .map((kind) => row(kind, results))
    .filter(({ journeys }) => journeys > 0);
}
