import { parseArgs } from 'node:util';

/** What the command was asked for. */
export interface Asked {
  readonly from: number;
  readonly seeds: number;
  /** Whether to show what happened even when nothing is wrong. */
  readonly trace: boolean;
}

export const USAGE = `Lives simulated worlds and judges them.

  --seeds <n>   how many worlds; default 1000
  --from <n>    the first seed; default 1
  --seed <n>    this one world only
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
      trace: { type: 'boolean', default: false },
    },
  });
  const { seeds, from, seed, trace } = values;
  if (seed !== undefined) return { from: whole('seed', seed), seeds: 1, trace };
  return { from: whole('from', from), seeds: whole('seeds', seeds), trace };
}

function whole(name: string, given: string): number {
  const number = Number(given);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`--${name} needs a whole number, "${given}" was given`);
}
