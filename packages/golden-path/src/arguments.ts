import { parseArgs } from 'node:util';
import { DEFAULTS } from './defaults.js';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';

/** What the command was asked to do. */
export interface Arguments {
  readonly journeys: number;
  readonly users: number;
  readonly seed: number;
  readonly faults: number;
  readonly only: readonly FaultKind[];
  /** Undefined for no page. */
  readonly report: string | undefined;
  readonly evidence: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** A command line that asks for something impossible; the message says what is possible. */
export class UsageError extends Error {}

const OPTIONS = {
  journeys: { type: 'string' },
  users: { type: 'string' },
  seed: { type: 'string' },
  faults: { type: 'string' },
  only: { type: 'string' },
  report: { type: 'string', default: DEFAULTS.report },
  'no-report': { type: 'boolean', default: false },
  evidence: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

/** The numbers an option takes, both ends included. */
interface Range {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

const JOURNEYS: Range = { name: '--journeys', low: 1, high: 100_000, whole: true };
const USERS: Range = { name: '--users', low: 1, high: 5_000, whole: true };
const SEED: Range = { name: '--seed', low: 0, high: 2 ** 32 - 1, whole: true };
const FAULTS: Range = { name: '--faults', low: 0, high: 1, whole: false };

function numberIn({ name, low, high, whole }: Range, given: string | undefined, otherwise: number) {
  if (given === undefined) return otherwise;
  const number = /^\d+(\.\d+)?$/.test(given) ? Number(given) : NaN;
  if (number >= low && number <= high && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? 'a whole number' : 'a number';
  throw new UsageError(
    `${name} is ${JSON.stringify(given)}; it must be ${kind} from ${low} to ${high}.`,
  );
}

function kinds(given: string | undefined): readonly FaultKind[] {
  if (given === undefined) return FAULT_KINDS;
  return given.split(',').map((word) => {
    const kind = FAULT_KINDS.find((known) => known === word.trim());
    if (kind !== undefined) return kind;
    throw new UsageError(
      `--only names ${JSON.stringify(word)}, which is no kind of fault; there are ${FAULT_KINDS.join(', ')}.`,
    );
  });
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads a command line. Throws a UsageError. */
export function parseArguments(argv: readonly string[]): Arguments {
  const given = parse(argv);
  return {
    journeys: numberIn(JOURNEYS, given.journeys, DEFAULTS.journeys),
    users: numberIn(USERS, given.users, DEFAULTS.users),
    seed: numberIn(SEED, given.seed, DEFAULTS.seed),
    faults: numberIn(FAULTS, given.faults, DEFAULTS.faults),
    only: kinds(given.only),
    report: given['no-report'] ? undefined : given.report,
    evidence: given.evidence,
    json: given.json,
    help: given.help,
    version: given.version,
  };
}
