import { FAULTS, type FaultKind } from './fault-kind.js';

/** How many journeys meet each kind of fault. */
export type FaultCounts = Readonly<Partial<Record<FaultKind, number>>>;

export interface FaultMix {
  readonly journeys: number;
  /** The share of journeys that meet a fault, 0 … 1. */
  readonly share: number;
  readonly kinds: readonly FaultKind[];
}

/**
 * Deals the faulty journeys out to the kinds by their weights, largest remainders first. Counts instead of
 * chances: a run meets the mix that its report names, whatever the seed.
 */
export function faultCounts({ journeys, share, kinds }: FaultMix): FaultCounts {
  const faulty = kinds.length === 0 ? 0 : Math.round(journeys * share);
  const weights = kinds.reduce((sum, kind) => sum + FAULTS[kind].weight, 0);
  const dealt = kinds.map((kind) => {
    const exact = (faulty * FAULTS[kind].weight) / weights;
    return { kind, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  const left = faulty - dealt.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = new Set([...dealt].sort((a, b) => b.rest - a.rest).slice(0, left));
  return Object.fromEntries(
    dealt.map((kind) => [kind.kind, kind.whole + (lucky.has(kind) ? 1 : 0)]),
  );
}
