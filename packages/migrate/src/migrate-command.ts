import type { MigrateArguments } from './arguments.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import type { Skipped } from './folder-walk.js';
import { migrateFolder, type MigratedFile } from './migrate-folder.js';
import { printable, printableLines } from './printable.js';
import { Progress } from './progress.js';
import { unifiedDiff } from './unified-diff.js';

/** What is told of one file. */
interface Told extends Pick<MigratedFile, 'name' | 'left' | 'minded' | 'isChanged'> {
  readonly diff: string;
}

/** What is told in the end. */
interface Summary {
  readonly files: Told[];
  readonly skipped: Skipped[];
}

/** Runs `migrate`. Rejects when the folder can't be read. */
export async function runMigrate(asked: MigrateArguments, io: CommandIo): Promise<ExitCode> {
  const { folder, write, check, json, tracker } = asked;
  const progress = new Progress(io.stderr);
  const summary: Summary = { files: [], skipped: [] };
  const options = { legacy: io.legacy, write, ...(tracker && { tracker }) };
  for await (const each of migrateFolder(folder, options)) {
    progress.file(each.name);
    if (each.kind === 'skipped') {
      summary.skipped.push(each);
      continue;
    }
    const told = tell(each);
    if (!told.isChanged && told.left.length === 0) continue;
    progress.clear();
    if (json) summary.files.push(told);
    else {
      io.stdout.write(io.stdout.isTTY ? printableLines(told.diff) : told.diff);
      summary.files.push({ ...told, diff: '' });
    }
  }
  progress.clear();
  if (json) io.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else io.stderr.write(summaryText(summary, asked));
  if (summary.skipped.some(({ isFailure }) => isFailure)) return ExitCode.UNUSABLE;
  const isFound = check && summary.files.some(({ isChanged }) => isChanged);
  return isFound ? ExitCode.FOUND : ExitCode.CLEAN;
}

function tell({ name, before, text, isChanged, left, minded }: MigratedFile): Told {
  return { name, left, minded, isChanged, diff: isChanged ? unifiedDiff(name, before, text) : '' };
}

function summaryText({ files, skipped }: Summary, { write }: MigrateArguments): string {
  const lines: string[] = [];
  for (const { name, minded } of files) {
    for (const { line, column, name: what, note } of minded) {
      lines.push(`${at(name, line, column)} rewritten: ${printable(what)}`, `  mind: ${note}.`);
    }
  }
  for (const { name, left } of files) {
    for (const { line, column, name: what, why, todo } of left) {
      lines.push(`${at(name, line, column)} left: ${printable(what)}`);
      lines.push(`  why: ${printable(why)}.`, `  do: ${printable(todo)}.`);
    }
  }
  lines.push(...skipped.map(({ name, why }) => `${printable(name)} was not read: ${why}.`));
  const changed = files.filter(({ isChanged }) => isChanged).length;
  const leftover = files.reduce((sum, { left }) => sum + left.length, 0);
  const done = write ? 'changed' : 'to change';
  lines.push(`${changed} ${changed === 1 ? 'file' : 'files'} ${done}, ${leftover} left to you.`);
  return `${lines.join('\n')}\n`;
}

function at(name: string, line: number, column: number): string {
  return `${printable(name)}:${line}:${column}`;
}
