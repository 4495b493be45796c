import { describeGiven } from '@tracker/state';
import { ValueError } from './legacy-errors.js';
import type { RegistryNote, RegistryProgress } from './legacy-registry-record.js';

/** What may be said with a state. */
export interface RegistryUpdate {
  readonly error?: unknown;
  readonly progress?: Partial<RegistryProgress> | null;
  readonly recoveryAction?: string;
  readonly retryCount?: number;
  /** The answer, for `SUCCESS`. */
  readonly result?: unknown;
}

/** Something said about a run does not fit. */
export class ValidationError extends ValueError {}

/** Recovery actions kept of one run; of more, the oldest are forgotten. */
const MAX_ACTIONS = 100;

/** Progress as it is kept. Throws `ValidationError` for a percentage outside 0 … 1. */
export function readProgress(given: RegistryUpdate['progress']): RegistryProgress | undefined {
  if (given === undefined || given === null) return undefined;
  const { stage = '', percentage = 0, message = '', details = {}, toolExecutions = [] } = given;
  if (!(percentage >= 0 && percentage <= 1)) {
    const said = `percentage is a number from 0 to 1, got ${describeGiven(percentage)}`;
    throw new ValidationError(said, { details: { percentage } });
  }
  return { stage, percentage, message, details, toolExecutions };
}

/** Writes down what was said. */
export function remember(note: RegistryNote, said: RegistryUpdate): void {
  const progress = readProgress(said.progress);
  if (progress) note.progress = progress;
  if (said.error !== undefined) note.error = String(said.error);
  if (said.recoveryAction !== undefined) note.recoveryActions.push(said.recoveryAction);
  if (note.recoveryActions.length > MAX_ACTIONS) note.recoveryActions.shift();
  note.retryCount = said.retryCount ?? note.retryCount;
}
