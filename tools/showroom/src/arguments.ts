import { parseArgs } from 'node:util';

/** What the command was asked for. */
export interface Asked {
  readonly help: boolean;
  readonly port: number;
  readonly seed: number;
  /** How much has happened before the doors open. */
  readonly pastMinutes: number;
}

export const USAGE = `Opens a showroom: a gateway over a store in memory, with agents that behave well and badly, and
the dashboard to watch them. Nothing is kept.

  --port <n>   where to listen on this machine; default 0, a free one
  --seed <n>   which agents do what, and when; default 1
  --past <n>   minutes that have happened before it opens, 0 to 180; default 60
  --help       shows this

Ends on Ctrl-C. Exit code 0: it was closed in order; 1: it could not be; 2: the arguments make no sense.`;

/** Reads the arguments of the command. Throws a RangeError or TypeError that says which one makes no sense. */
export function readArguments(args: readonly string[]): Asked {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      past: { type: 'string', default: '60' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    help: values.help,
    port: whole('port', values.port, 65_535),
    seed: whole('seed', values.seed, 4_294_967_295),
    pastMinutes: whole('past', values.past, 180),
  };
}

function whole(name: string, given: string, most: number): number {
  if (/^\d+$/.test(given) && Number(given) <= most) return Number(given);
  throw new RangeError(`--${name} needs a whole number from 0 to ${most}, "${given}" was given`);
}
