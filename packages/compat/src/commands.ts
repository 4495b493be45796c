import {
  auditFolder,
  migrateFolder,
  runCommand as run,
  type AuditOptions,
  type CommandIo,
  type ExitCode,
  type MigratedFile,
  type MigrateOptions,
  type SearchReport,
  type Skipped,
} from '@tracker/migrate';
import { LEGACY } from './legacy-knowledge.js';

export { LEGACY } from './legacy-knowledge.js';

/**
 * Rewrites the legacy imports and calls below `folder`, one file at a time, as far as that can be proved; with
 * `write: true` in the files themselves. Rejects when `folder` can't be read.
 */
export function migrate(
  folder: string,
  options: Omit<MigrateOptions, 'legacy'> = {},
): AsyncGenerator<MigratedFile | Skipped> {
  return migrateFolder(folder, { ...options, legacy: LEGACY });
}

/**
 * Finds what competes with the one definition of state and the one tracker below `folder`. Rejects when `folder` or
 * its exceptions can't be read.
 */
export function audit(
  folder: string,
  options: Omit<AuditOptions, 'legacy'> = {},
): Promise<SearchReport> {
  return auditFolder(folder, { ...options, legacy: LEGACY });
}

/** Runs the command line `migrate …` or `audit …`. Resolves to its exit code; never rejects. */
export function runCommand(
  argv: readonly string[],
  io: Omit<CommandIo, 'legacy'>,
): Promise<ExitCode> {
  return run(argv, { ...io, legacy: LEGACY });
}
