import { AGENT_EXECUTION_PHASES, PRESENTATION, type TerminalState } from '@tracker/state';
import { FAULTS, FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { MOMENTS, judgeFault, type Moment } from './fault-matrix.js';
import { textTable } from './text-table.js';

/** A letter for each end, and what it stands for. */
const LETTER = Object.freeze({
  completed: 'C',
  failed: 'F',
  timeout: 'T',
  dead: 'D',
  cancelled: 'X',
} as const satisfies Record<TerminalState, string>);

/** The matrix as text: phases down, kinds across with a letter for the end before and after each commit. */
export function renderMatrix(): string {
  const columns = FAULT_KINDS.map((_, index) => String(index + 1));
  const rows = AGENT_EXECUTION_PHASES.map((phase) => [
    phase,
    ...FAULT_KINDS.map((kind) =>
      MOMENTS.map((moment) => letter(judgeFault({ kind, phase, moment }))).join(''),
    ),
  ]);
  const ends = Object.entries(LETTER).map(
    ([state, sign]) => `${sign} ${PRESENTATION[state as TerminalState].label.toLowerCase()}`,
  );
  return [
    `Ends by design, before and after the commit that enters the phase: ${ends.join(', ')}, · impossible`,
    '',
    ...textTable([['phase', ...columns], ...rows]),
    '',
    ...FAULT_KINDS.map(legend),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function letter(ends: ReturnType<typeof judgeFault>): string {
  return typeof ends === 'object' ? '·' : LETTER[ends];
}

function legend(kind: FaultKind, index: number): string {
  const reasons = reasonsOf(kind);
  const why = reasons.length === 0 ? 'everywhere' : `not everywhere, for ${reasons.join('; ')}`;
  return `${String(index + 1).padStart(2)} ${FAULTS[kind].label}: ${why}`;
}

/** Each reason once, with the moment it is about if it is about one alone. */
function reasonsOf(kind: FaultKind): readonly string[] {
  const moments = new Map<string, Set<Moment>>();
  for (const phase of AGENT_EXECUTION_PHASES) {
    for (const moment of MOMENTS) {
      const ends = judgeFault({ kind, phase, moment });
      if (typeof ends !== 'object') continue;
      moments.set(ends.reason, (moments.get(ends.reason) ?? new Set()).add(moment));
    }
  }
  return [...moments].map(([reason, found]) =>
    found.size === 1 ? `${reason} (${[...found].join()})` : reason,
  );
}
