import { parseArgs } from 'node:util';
import { GROUNDS, type GroundName } from './ground.js';

/** What the command was asked for. */
export interface Asked {
  readonly from: number;
  readonly seeds: number;
  readonly ground: GroundName;
  /** Whether to show what happened even when nothing is wrong. */
  readonly trace: boolean;
}

export const USAGE = `Lives simulated worlds and judges them.

  --seeds <n>   how many worlds; default 1000
  --from <n>    the first seed; default 1
  --seed <n>    this one world only
  --store <s>   what they stand on: ${Object.keys(GROUNDS).join(', ')}; default memory
  --trace       show what happened in it, even when nothing is wrong

Exit code 0: every world kept the promise; 1: one did not; 2: the arguments make no sense.`;

/** Reads the arguments of the command. Throws a RangeError or TypeError that says which one makes no sense. */
export function readArguments(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      store: { type: 'string', default: 'memory' },
      trace: { type: 'boolean', default: false },
    },
  });
  const { seeds, from, seed, store, trace } = values;
  const ground = groundNamed(store);
  if (seed !== undefined) return { from: whole('seed', seed), seeds: 1, ground, trace };
  return { from: whole('from', from), seeds: whole('seeds', seeds), ground, trace };
}

function groundNamed(given: string): GroundName {
  if (Object.hasOwn(GROUNDS, given)) return given as GroundName;
  throw new RangeError(`--store takes ${Object.keys(GROUNDS).join(' or ')}, "${given}" was given`);
}

function whole(name: string, given: string): number {
  const number = Number(given);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} needs a whole number, "${given}" was given`);
}
