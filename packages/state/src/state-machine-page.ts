import {
  CAUSE_MEANING,
  CLOCK_MEANING,
  EVIDENCE_MEANING,
  FAILURE_MEANING,
  FAULT_MEANING,
} from './cause-meaning.js';
import { describeTable } from './describe-table.js';
import { breakerDiagram, phaseDiagram, stateDiagram } from './mermaid.js';
import { PRESENTATION } from './presentation.js';

type Row = readonly string[];

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function code(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.map((word) => `\`${word}\``).join(', ');
}

function moveTable(moves: Readonly<Record<string, readonly string[]>>): string {
  const rows = Object.entries(moves).map(([from, to]) => [code([from]), code(to)]);
  return table(['from', 'to'], rows);
}

function meaningTable(head: string, meanings: Readonly<Record<string, string>>): string {
  return table(
    [head, 'meaning'],
    Object.entries(meanings).map(([word, meaning]) => [code([word]), meaning]),
  );
}

function mermaid(diagram: string): string {
  return `\`\`\`mermaid\n${diagram}\n\`\`\``;
}

function states(): readonly string[] {
  const { states, terminal, transitions, entryPhase, causeOfState } = describeTable();
  const rows = states.map((state) => [
    code([state]),
    (terminal as readonly string[]).includes(state) ? 'terminal' : 'active',
    PRESENTATION[state].meaning,
    entryPhase[state] ? code([entryPhase[state]]) : 'stays',
  ]);
  const ends = terminal.map((state) => [code([state]), code([causeOfState[state]])]);
  return [
    '## States',
    mermaid(stateDiagram()),
    table(['state', 'kind', 'meaning', 'phase on entry'], rows),
    '### Moves',
    'A move to a state further ahead walks every step on the way. No state moves to itself, and nothing leaves a terminal state.',
    moveTable(transitions),
    '### Cause of each end',
    table(['state', 'kind of cause'], ends),
  ];
}

function phases(): readonly string[] {
  const { phases, phaseState, phaseTransitions } = describeTable();
  return [
    '## Phases',
    mermaid(phaseDiagram()),
    '### Phase to state',
    'A phase refines exactly one state. An end that names no phase enters the phase of the state, whatever the phase table says; `dead` and `cancelled` leave the phase where it was.',
    table(
      ['phase', 'state'],
      phases.map((phase) => [code([phase]), code([phaseState[phase]])]),
    ),
    '### Moves between phases',
    moveTable(phaseTransitions),
  ];
}

function causes(): readonly string[] {
  return [
    '## Causes',
    meaningTable('kind', CAUSE_MEANING),
    '### Failure codes',
    meaningTable('code', FAILURE_MEANING),
    '### Faults',
    meaningTable('fault', FAULT_MEANING),
    '### Clocks',
    meaningTable('clock', CLOCK_MEANING),
    '### Evidence of death',
    meaningTable('evidence', EVIDENCE_MEANING),
  ];
}

function breaker(): readonly string[] {
  return [
    '## Circuit breaker',
    mermaid(breakerDiagram()),
    moveTable(describeTable().breakerTransitions),
  ];
}

/** The page docs/state-machine.md, with `digest` as the table's fingerprint. */
export function stateMachinePage(digest: string): string {
  const parts = [
    '# The state machine',
    'Generated from `packages/state/src` by `npx nx run state:docs`; edit the tables there, not this page.',
    `Digest of the table: \`${digest}\``,
    ...states(),
    ...phases(),
    ...causes(),
    ...breaker(),
  ];
  return `${parts.join('\n\n')}\n`;
}
