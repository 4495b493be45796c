import type { FaultKind } from './fault-kind.js';

/** How the scripted model is told to misbehave in one call. */
export const DIRECTION_HEADER = 'x-stage-direction';

/** What the scripted model knows how to play. */
export const DIRECTIONS = Object.freeze([
  'model_error',
  'model_stall',
  'model_truncated',
  'model_garbage',
  'slow_tokens',
] as const satisfies readonly FaultKind[]);
export type Direction = (typeof DIRECTIONS)[number];

/** `word` if it is a direction. */
export function directionOf(word: unknown): Direction | undefined {
  return DIRECTIONS.find((direction) => direction === word);
}
