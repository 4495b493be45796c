import { DEVIATIONS, type Deviation, type LegacySurface } from './legacy-deviations.js';
import { Ledger, type Law, type Rules, type Tally } from './ledger.fixture.js';
import { readSequences, type Sequence } from './trace.fixture.js';

/** An older surface, and what was recorded of what it stands for. */
export interface Recorded {
  readonly surface: LegacySurface;
  /** The files of recorded calls. */
  readonly files: readonly string[];
  readonly play: (sequence: Sequence, ledger: Ledger) => Promise<void>;
  readonly rules: Rules;
  /** What must hold here where the recorded behaviour counts no more. */
  readonly laws: readonly Law[];
}

/** The deviations that a surface has by the table. */
export function deviationsOf(surface: LegacySurface): readonly string[] {
  return Object.entries<Deviation>(DEVIATIONS)
    .filter(([, { surfaces }]) => surfaces.includes(surface))
    .map(([name]) => name);
}

/** Replays all calls of a file. Throws at the first step that differs for no named reason. */
export async function replayAll(file: string, { play, rules, laws }: Recorded): Promise<Tally> {
  const ledger = new Ledger(rules, laws);
  for (const sequence of readSequences(file)) await play(sequence, ledger);
  return ledger.tally;
}
