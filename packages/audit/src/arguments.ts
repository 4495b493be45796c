import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What the command was asked to do. */
export interface Arguments {
  /** Files to read in order; `-` is standard input. */
  readonly files: readonly string[];
  readonly asOf: number | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** A command line that asks for something impossible; the message says what is possible. */
export class UsageError extends Error {}

const OPTIONS = {
  'as-of': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

const isoInstant = z.iso.datetime({ offset: true });

function parseInstant(given: string): number {
  if (/^\d{1,15}$/.test(given)) return Number(given);
  if (isoInstant.safeParse(given).success) return Date.parse(given);
  throw new UsageError(
    `--as-of is ${JSON.stringify(given)}; it must be epoch milliseconds or an ISO 8601 instant ` +
      `such as 2026-01-31T12:00:00Z.`,
  );
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a command line. Throws a UsageError. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv);
  const asOf = values['as-of'];
  return {
    files: positionals,
    asOf: asOf === undefined ? undefined : parseInstant(asOf),
    json: values.json,
    help: values.help,
    version: values.version,
  };
}
