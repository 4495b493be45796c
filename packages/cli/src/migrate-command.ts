import { inspectStore, type StoreCondition } from '@tracker/stores';
import { Option, type Command } from 'commander';
import {
  commandNamed,
  doing,
  formOptions,
  storeOption,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { Output, type FormAsked } from './output.js';
import { open } from './site.js';
import { shownAddress, storeAddress } from './store-address.js';

interface MigrateAsked extends FormAsked {
  readonly store?: string;
  readonly dryRun?: boolean;
}

const LEGACY = `
This is about the schema of a store. Code that speaks to an earlier tracker is
led out of it by another command: npx @tracker/compat migrate <dir>.
`;

/** `tracker migrate`: the schema of a store. */
export function migrateCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('migrate', 'Bring the schema of a store to the present version', [
      'tracker migrate --dry-run',
      'tracker migrate --store postgres://localhost/tracker',
    ]).addHelpText('after', LEGACY),
    storeOption(),
    new Option('--dry-run', 'show what would be done, and change nothing'),
    ...formOptions(),
  );
  return doing<MigrateAsked>(command, context, (asked) => migrate(asked, context));
}

async function migrate(asked: MigrateAsked, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  const address = storeAddress(asked, io.env);
  const before = await look(address);
  if (!asked.dryRun) await (await open(address)).close();
  const after = asked.dryRun ? before : await look(address);
  const changed = after.schemaVersion !== before.schemaVersion;
  if (output.json) {
    await output.document({
      store: shownAddress(address),
      dryRun: asked.dryRun === true,
      from: before.schemaVersion,
      to: asked.dryRun ? before.latestSchema : after.schemaVersion,
      changed,
    });
  } else {
    await output.lines([sentence(before, after, asked)]);
  }
  return ExitCode.OK;
}

async function look(address: string): Promise<StoreCondition> {
  try {
    return await inspectStore(address);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(ExitCode.STORE, said, { cause });
  }
}

function sentence(before: StoreCondition, after: StoreCondition, asked: MigrateAsked): string {
  const { schemaVersion, latestSchema, exists } = before;
  if (asked.dryRun) {
    if (!exists) return 'There is no store yet; it would be made with the present schema.';
    return schemaVersion === latestSchema
      ? `The schema is at version ${schemaVersion}, which is the present one; nothing would be done.`
      : `The schema is at version ${schemaVersion} and would be brought to ${String(latestSchema)}.`;
  }
  if (!exists) return `A store was made, with schema ${after.schemaVersion}.`;
  return schemaVersion === after.schemaVersion
    ? `The schema is at version ${schemaVersion}, which is the present one; nothing was done.`
    : `The schema was brought from version ${schemaVersion} to ${after.schemaVersion}.`;
}
