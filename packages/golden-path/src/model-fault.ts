import type { FaultKind } from './fault-kind.js';

/** How the local model misbehaves towards one run; `call` counts the run's calls from 1. */
export interface ModelFault {
  readonly kind: FaultKind;
  readonly call: number;
}

/** The faults that the local model knows how to play for a single call. */
const STRIKING: readonly FaultKind[] = [
  'model_error',
  'model_stall',
  'model_truncated',
  'model_garbage',
];

/** The faults during which every token takes long; a user who cancels needs time to do so. */
const SLOW: readonly FaultKind[] = ['slow_tokens', 'user_cancels'];

/** What is wrong with call number `call`, if anything is. */
export function strikeOf(fault: ModelFault | undefined, call: number): FaultKind | undefined {
  const strikes = fault !== undefined && fault.call === call && STRIKING.includes(fault.kind);
  return strikes ? fault.kind : undefined;
}

/** Whether every token takes long. */
export function isSlow(fault: ModelFault | undefined): boolean {
  return fault !== undefined && SLOW.includes(fault.kind);
}
