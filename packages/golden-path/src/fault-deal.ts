import type { SeededRandom } from '@tracker/core/testing';
import { FAULTS, FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { CELLS, isSurvivable, type Cell } from './fault-matrix.js';

/** Of the faults in the default mix, the share that nothing survives. */
const FATAL_SHARE = 0.15;

export interface FaultMix {
  readonly journeys: number;
  /** The share of journeys that meet a fault, 0 … 1. */
  readonly share: number;
  readonly kinds: readonly FaultKind[];
}

type Severity = 'survivable' | 'fatal';

/**
 * Deals faults out: to the kinds by their weights, and within a kind over its cells in turn. Counts instead of
 * chances: a run meets the mix that its report names, whatever the seed. What is left over when whole numbers are dealt
 * goes to some kinds by lot, so that in many small rounds the rare ones have their turn.
 */
export function dealFaults(mix: FaultMix, random: SeededRandom): readonly Cell[] {
  const { journeys, share, kinds } = mix;
  const decks = { survivable: decksOf(kinds, 'survivable'), fatal: decksOf(kinds, 'fatal') };
  const faulty = Math.round(journeys * share);
  // kinds that were chosen may all be of one severity
  const fatal = weightOf(decks.fatal, 'fatal') === 0 ? 0 : fatalOf(faulty, decks.survivable);
  const survivable = weightOf(decks.survivable, 'survivable') === 0 ? 0 : faulty - fatal;
  return [
    ...deal(decks.survivable, { severity: 'survivable', count: survivable, random }),
    ...deal(decks.fatal, { severity: 'fatal', count: fatal, random }),
  ];
}

/** One journey for each cell of these kinds, however they end. */
export function dealEveryCell(kinds: readonly FaultKind[]): readonly Cell[] {
  return CELLS.filter(({ kind }) => kinds.includes(kind));
}

type Decks = ReadonlyMap<FaultKind, readonly Cell[]>;

function decksOf(kinds: readonly FaultKind[], severity: Severity): Decks {
  const suits = (cell: Cell): boolean => isSurvivable(cell) === (severity === 'survivable');
  return new Map(
    FAULT_KINDS.filter((kind) => kinds.includes(kind))
      .map((kind) => [kind, CELLS.filter((cell) => cell.kind === kind && suits(cell))] as const)
      .filter(([kind, cells]) => cells.length > 0 && FAULTS[kind].weights[severity] > 0),
  );
}

function weightOf(decks: Decks, severity: Severity): number {
  return [...decks.keys()].reduce((sum, kind) => sum + FAULTS[kind].weights[severity], 0);
}

function fatalOf(faulty: number, survivable: Decks): number {
  return survivable.size === 0 ? faulty : Math.round(faulty * FATAL_SHARE);
}

interface Hand {
  readonly severity: Severity;
  readonly count: number;
  readonly random: SeededRandom;
}

function deal(decks: Decks, { severity, count, random }: Hand): readonly Cell[] {
  const total = weightOf(decks, severity);
  const hands = [...decks].map(([kind, cells]) => {
    const exact = (count * FAULTS[kind].weights[severity]) / total;
    const [whole, rest] = [Math.floor(exact), exact % 1];
    // a lot that wins as often as what is left of its share is large (Efraimidis and Spirakis)
    return { cells, whole, lot: rest === 0 ? 0 : random.next() ** (1 / rest) };
  });
  const left = count - hands.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = new Set([...hands].sort((a, b) => b.lot - a.lot).slice(0, Math.max(0, left)));
  return hands.flatMap((hand) => {
    const deck = random.shuffle(hand.cells);
    const size = hand.whole + (lucky.has(hand) ? 1 : 0);
    return Array.from({ length: size }, (_, index) => deck[index % deck.length] as Cell);
  });
}
