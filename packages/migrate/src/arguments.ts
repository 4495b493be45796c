import { parseArgs } from 'node:util';

/** A command line that asks for something impossible; the message says what is possible. */
export class UsageError extends Error {}

/** What is asked of `migrate`. */
export interface MigrateArguments {
  readonly command: 'migrate';
  readonly folder: string;
  readonly write: boolean;
  readonly check: boolean;
  readonly json: boolean;
  readonly tracker: { readonly path: string; readonly name: string } | undefined;
}

/** How the findings of `audit` are written. */
export const FORMATS = ['text', 'json', 'sarif'] as const;

/** What is asked of `audit`. */
export interface AuditArguments {
  readonly command: 'audit';
  readonly folder: string;
  readonly format: (typeof FORMATS)[number];
}

/** What the command line asks for. */
export type Arguments =
  | MigrateArguments
  | AuditArguments
  | { readonly command: 'help' | 'version' };

const COMMON = {
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

const MIGRATE = {
  ...COMMON,
  write: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  tracker: { type: 'string' },
} as const;

const AUDIT = { ...COMMON, format: { type: 'string', default: 'text' } } as const;

/** Reads a command line, from the name of the command on. Throws a UsageError. */
export function parseArguments(argv: readonly string[]): Arguments {
  const [command, ...rest] = argv;
  if (command === 'migrate') return migrateArguments(rest);
  if (command === 'audit') return auditArguments(rest);
  if (command === undefined) throw new UsageError('No command was named; it is migrate or audit.');
  const { values, positionals } = quoting(() =>
    parseArgs({ args: [...argv], options: COMMON, allowPositionals: true }),
  );
  if (positionals.length === 0) return { command: values.help ? 'help' : 'version' };
  throw new UsageError(`${JSON.stringify(command)} is no command; it is migrate or audit.`);
}

function migrateArguments(args: string[]): Arguments {
  const { values, positionals } = quoting(() =>
    parseArgs({ args, options: MIGRATE, allowPositionals: true }),
  );
  if (values.help || values.version) return { command: values.help ? 'help' : 'version' };
  const { write, check, json, tracker } = values;
  if (write && check)
    throw new UsageError('--write changes files and --check only looks: give one.');
  const folder = onlyFolder('migrate', positionals);
  return { command: 'migrate', folder, write, check, json, tracker: trackerIn(tracker) };
}

function auditArguments(args: string[]): Arguments {
  const { values, positionals } = quoting(() =>
    parseArgs({ args, options: AUDIT, allowPositionals: true }),
  );
  if (values.help || values.version) return { command: values.help ? 'help' : 'version' };
  const format = FORMATS.find((each) => each === values.format);
  if (!format) {
    throw new UsageError(
      `--format is ${JSON.stringify(values.format)}; it must be ${FORMATS.join(', ')}.`,
    );
  }
  return { command: 'audit', folder: onlyFolder('audit', positionals), format };
}

function quoting<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function onlyFolder(command: string, [folder, ...more]: readonly string[]): string {
  if (folder === undefined) throw new UsageError(`${command} needs a folder; none was named.`);
  if (more.length > 0) {
    throw new UsageError(`${command} takes one folder; ${more.length + 1} were named.`);
  }
  return folder;
}

function trackerIn(given: string | undefined): MigrateArguments['tracker'] {
  if (given === undefined) return undefined;
  const [path = '', name = 'tracker', ...more] = given.split('#');
  if (path !== '' && more.length === 0 && /^[A-Za-z_$][\w$]*$/.test(name)) return { path, name };
  throw new UsageError(
    `--tracker is ${JSON.stringify(given)}; it must be a file and a name, such as src/tracker.ts#tracker.`,
  );
}
