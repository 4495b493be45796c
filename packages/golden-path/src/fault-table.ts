import { ExecutionState, isTerminal, type TerminalState } from '@tracker/state';
import { FAULTS, FAULT_KINDS, type FaultKind } from './fault-kind.js';
import type { JourneyResult } from './journey.js';

/** How a journey ended for its user: a final state, or nothing at all. */
export type SeenEnd = TerminalState | 'nothing';

/** What became of the journeys of one kind. */
export interface FaultRow {
  /** Null when nothing was to go wrong; `bystander` when the worker was killed for another's sake. */
  readonly kind: FaultKind | 'bystander' | null;
  readonly label: string;
  readonly meaning: string;
  readonly journeys: number;
  /** How many of them really met it. */
  readonly struck: number;
  /** Phases and moments at which it struck. */
  readonly places: readonly string[];
  readonly ends: Readonly<Partial<Record<SeenEnd, number>>>;
  /** How many were to end so. */
  readonly designed: Readonly<Partial<Record<TerminalState, number>>>;
  readonly asDesigned: number;
}

const CALM = { label: 'no fault', meaning: 'Nothing goes wrong by design.' } as const;
/** How journeys are called that died for another's sake. */
export const BYSTANDER = {
  label: 'beside a killed worker',
  meaning: 'Nothing was to go wrong, but the worker was killed for the sake of another journey.',
} as const;

/** The end that the journey's client was shown. */
export function seenEnd({ outcome }: JourneyResult): SeenEnd {
  return outcome && isTerminal(outcome.state) ? outcome.state : 'nothing';
}

/** Whether a journey died with a worker that was killed for another's sake. */
export type IsBystander = (result: JourneyResult) => boolean;

function kindOf(result: JourneyResult, isBystander: IsBystander): FaultRow['kind'] {
  if (isBystander(result)) return 'bystander';
  return result.journey.fault?.kind ?? null;
}

function designedEnd(kind: FaultRow['kind'], { journey }: JourneyResult): TerminalState {
  if (kind === 'bystander') return ExecutionState.DEAD;
  return journey.fault?.ends ?? ExecutionState.COMPLETED;
}

function describe(kind: FaultRow['kind']): Pick<FaultRow, 'label' | 'meaning'> {
  if (kind === 'bystander') return BYSTANDER;
  return kind === null ? CALM : FAULTS[kind];
}

function row(kind: FaultRow['kind'], results: readonly JourneyResult[]): FaultRow {
  const { label, meaning } = describe(kind);
  const struck = results.filter((result) => result.struck);
  const places = struck.flatMap(({ journey: { fault } }) =>
    fault ? [`${fault.moment} ${fault.phase}`] : [],
  );
  const designed = results.map((result) => designedEnd(kind, result));
  return {
    kind,
    label,
    meaning,
    journeys: results.length,
    struck: struck.length,
    places: [...new Set(places)].sort(),
    ends: tally(results.map(seenEnd)),
    designed: tally(designed),
    asDesigned: results.filter((result, index) => seenEnd(result) === designed[index]).length,
  };
}

function tally<Word extends string>(words: readonly Word[]): Partial<Record<Word, number>> {
  const counts: Partial<Record<Word, number>> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** The rows in the order of the reports. */
const ORDER: readonly FaultRow['kind'][] = [null, 'bystander', ...FAULT_KINDS];

/** Each kind of journey that the run had, and how its journeys ended. */
export function faultTable(
  results: readonly JourneyResult[],
  isBystander: IsBystander = () => false,
): readonly FaultRow[] {
  return ORDER.map((kind) =>
    row(
      kind,
      results.filter((result) => kindOf(result, isBystander) === kind),
    ),
  ).filter(({ journeys }) => journeys > 0);
}

/** Two tables as one. */
export function addFaultTables(
  one: readonly FaultRow[],
  other: readonly FaultRow[],
): readonly FaultRow[] {
  return ORDER.flatMap((kind) => {
    const rows = [...one, ...other].filter((row) => row.kind === kind);
    return rows.length === 0 ? [] : [rows.reduce(addRows)];
  });
}

function addRows(one: FaultRow, other: FaultRow): FaultRow {
  return {
    ...one,
    journeys: one.journeys + other.journeys,
    struck: one.struck + other.struck,
    places: [...new Set([...one.places, ...other.places])].sort(),
    ends: addTallies(one.ends, other.ends),
    designed: addTallies(one.designed, other.designed),
    asDesigned: one.asDesigned + other.asDesigned,
  };
}

function addTallies<Word extends string>(
  one: Partial<Record<Word, number>>,
  other: Partial<Record<Word, number>>,
): Partial<Record<Word, number>> {
  const sum = { ...one };
  for (const word of Object.keys(other) as Word[])
    sum[word] = (sum[word] ?? 0) + (other[word] ?? 0);
  return sum;
}
