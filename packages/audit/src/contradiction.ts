import type { ViolationCode } from './checks.js';

/** Two statements that can't both be true, under the name of the guarantee they break. */
export interface Contradiction {
  readonly code: ViolationCode;
  readonly facts: readonly [string, string];
}

/** The contradiction, if `broken`; a list, so that rules can be concatenated. */
export function when(
  broken: boolean,
  code: ViolationCode,
  facts: () => readonly [string, string],
): readonly Contradiction[] {
  return broken ? [{ code, facts: facts() }] : [];
}
