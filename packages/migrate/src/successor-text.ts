import type { Successor } from './legacy.js';

/** What to use instead, as an instruction. */
export function insteadOf({ name, from, note }: Successor): string {
  const advice = note === undefined ? '' : `: ${note}`;
  if (name === undefined) return `Remove it${advice}`;
  if (from === undefined) return `Call ${name}${advice}`;
  return `Use ${name} from '${from}'${advice}`;
}
