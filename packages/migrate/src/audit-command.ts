import type { AuditArguments } from './arguments.js';
import { auditFolder, type SearchReport } from './audit-folder.js';
import { auditText } from './audit-text.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Progress } from './progress.js';
import { toSarif } from './sarif.js';

/** Runs `audit`. Rejects when the folder or its exceptions can't be read. */
export async function runAudit(asked: AuditArguments, io: CommandIo): Promise<ExitCode> {
  const progress = new Progress(io.stderr);
  const report = await auditFolder(asked.folder, {
    legacy: io.legacy,
    onFile: (name) => progress.file(name),
  }).finally(() => progress.clear());
  io.stdout.write(written(report, asked, io));
  if (report.findings.length > 0) return ExitCode.FOUND;
  const isWhole = report.skipped.every(({ isFailure }) => !isFailure);
  return isWhole ? ExitCode.CLEAN : ExitCode.UNUSABLE;
}

function written(report: SearchReport, { format }: AuditArguments, { version }: CommandIo): string {
  if (format === 'text') return auditText(report);
  const value = format === 'json' ? report : toSarif(report, version);
  return `${JSON.stringify(value, null, 2)}\n`;
}
