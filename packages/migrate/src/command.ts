import { stat } from 'node:fs/promises';
import { parseArguments, UsageError, type Arguments } from './arguments.js';
import { runAudit } from './audit-command.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { reasonOf } from './folder-walk.js';
import { HELP } from './help.js';
import { runMigrate } from './migrate-command.js';
import { printable } from './printable.js';

/** Runs `migrate` or `audit` with the arguments from the command's name on. Resolves to its exit code; never rejects. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await run(parseArguments(argv), io);
  } catch (error) {
    const hint = error instanceof UsageError ? ' Try tracker-compat --help.' : '';
    io.stderr.write(`tracker-compat: ${printable(reasonOf(error))}${hint}\n`);
    return ExitCode.UNUSABLE;
  }
}

async function run(asked: Arguments, io: CommandIo): Promise<ExitCode> {
  switch (asked.command) {
    case 'help':
      io.stdout.write(HELP);
      return ExitCode.CLEAN;
    case 'version':
      io.stdout.write(`${io.version}\n`);
      return ExitCode.CLEAN;
    case 'audit':
      await mustBeFolder(asked.folder);
      return runAudit(asked, io);
    case 'migrate':
      await mustBeFolder(asked.folder);
      if (asked.tracker) await mustBeFile(asked.tracker.path);
      return runMigrate(asked, io);
  }
}

async function mustBeFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then((found) => found.isDirectory(), unreadable(path));
  if (!isFolder) throw new UsageError(`${path} is no folder.`);
}

async function mustBeFile(path: string): Promise<void> {
  const isFile = await stat(path).then((found) => found.isFile(), unreadable(path));
  if (!isFile) throw new UsageError(`--tracker names ${path}, which is no file.`);
}

const unreadable =
  (path: string) =>
  (error: unknown): never => {
    throw new UsageError(`${path} can't be read: ${reasonOf(error)}.`);
  };
