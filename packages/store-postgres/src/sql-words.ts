import {
  AGENT_EXECUTION_PHASES,
  EXECUTION_STATES,
  TERMINAL_STATES,
  canTransition,
  phaseAgrees,
} from '@tracker/state';

/** A name as SQL takes it whatever is in it. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL takes it whatever is in it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function list(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}

function pairs(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([one, other]) => `(${literal(one)}, ${literal(other)})`).join(', ');
}

/** `column` holds a state of the table. */
export function isState(column: string): string {
  return `${column} in (${list(EXECUTION_STATES)})`;
}

/** `column` holds a state that nothing leaves. */
export function isTerminalState(column: string): string {
  return `${column} in (${list(TERMINAL_STATES)})`;
}

/** The table has the move from one column to the other, or there is none. */
export function isLegalMove(from: string, to: string): string {
  const moves = EXECUTION_STATES.flatMap((state) =>
    EXECUTION_STATES.filter((next) => canTransition(state, next)).map(
      (next) => [state, next] as const,
    ),
  );
  return `${from} = ${to} or (${from}, ${to}) in (${pairs(moves)})`;
}

/** An execution may be in that state and that phase at once. */
export function isAgreement(state: string, phase: string): string {
  const agreeing = EXECUTION_STATES.flatMap((one) =>
    AGENT_EXECUTION_PHASES.filter((other) => phaseAgrees(other, one)).map(
      (other) => [one, other] as const,
    ),
  );
  return `(${state}, ${phase}) in (${pairs(agreeing)})`;
}

/** The state everything begins in. */
export const FIRST_STATE = literal(EXECUTION_STATES[0] as string);

/** The states, as rows to insert. */
export const STATE_ROWS = EXECUTION_STATES.map((state) => `(${literal(state)})`).join(', ');
