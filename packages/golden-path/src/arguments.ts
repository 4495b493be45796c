import { parseArgs } from 'node:util';
import { StoreKind, storeKind } from '@tracker/stores';
import { DEFAULTS, SOAK_ROUND } from './defaults.js';
import { durationOf } from './duration-argument.js';
import { FAULT_KINDS, type FaultKind } from './fault-kind.js';
import { UsageError } from './usage-error.js';

/** What the command was asked to do. */
export interface Arguments {
  readonly journeys: number;
  readonly users: number;
  readonly seed: number;
  readonly faults: number;
  readonly only: readonly FaultKind[];
  readonly onlyJourney: string | undefined;
  readonly everyCell: boolean;
  /** Undefined for a single round. */
  readonly soakMs: number | undefined;
  readonly store: string | undefined;
  /** Undefined for no page. */
  readonly html: string | undefined;
  readonly junit: string | undefined;
  readonly evidence: string | undefined;
  readonly json: boolean;
  readonly matrix: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const OPTIONS = {
  journeys: { type: 'string' },
  users: { type: 'string' },
  seed: { type: 'string' },
  faults: { type: 'string' },
  only: { type: 'string' },
  'only-journey': { type: 'string' },
  'every-cell': { type: 'boolean', default: false },
  soak: { type: 'string' },
  store: { type: 'string' },
  html: { type: 'string', default: DEFAULTS.html },
  'no-html': { type: 'boolean', default: false },
  junit: { type: 'string' },
  evidence: { type: 'string' },
  json: { type: 'boolean', default: false },
  matrix: { type: 'boolean', default: false },
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
const USERS: Range = { name: '--users', low: 1, high: 1_000, whole: true };
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

function storeAddress(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (kindOfStore(given) !== StoreKind.MEMORY) return given;
  throw new UsageError(
    '--store is "memory"; processes of their own share no memory. Give the path of a SQLite file, or postgres://….',
  );
}

function kindOfStore(address: string): StoreKind {
  try {
    return storeKind(address);
  } catch (error) {
    throw new UsageError(`--store: ${error instanceof Error ? error.message : String(error)}`);
  }
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
  const soakMs = given.soak === undefined ? undefined : durationOf('--soak', given.soak);
  const usual = soakMs === undefined ? DEFAULTS.journeys : SOAK_ROUND;
  return {
    journeys: numberIn(JOURNEYS, given.journeys, usual),
    users: numberIn(USERS, given.users, DEFAULTS.users),
    seed: numberIn(SEED, given.seed, DEFAULTS.seed),
    faults: numberIn(FAULTS, given.faults, DEFAULTS.faults),
    only: kinds(given.only),
    onlyJourney: given['only-journey'],
    everyCell: given['every-cell'],
    soakMs,
    store: storeAddress(given.store),
    html: given['no-html'] ? undefined : given.html,
    junit: given.junit,
    evidence: given.evidence,
    json: given.json,
    matrix: given.matrix,
    help: given.help,
    version: given.version,
  };
}
