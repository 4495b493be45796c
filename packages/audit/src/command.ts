import { createReadStream } from 'node:fs';
import { parseArguments, UsageError, type Arguments } from './arguments.js';
import { createAudit, type Audit } from './audit.js';
import { HELP } from './help.js';
import { MAX_LINE_BYTES, readLines, type RawLine } from './line-reader.js';
import { COLOURED, PLAIN } from './paint.js';
import { printable, printableJson } from './printable.js';
import { Progress, type TextOutput } from './progress.js';
import { renderReport } from './render.js';
import type { SourcedReport } from './report.js';
import { Watermark, type Source } from './source.js';

/** What scripts can go by. */
export const ExitCode = Object.freeze({ CERTIFIED: 0, VIOLATIONS: 1, UNUSABLE: 2 });
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The parts of a process that the command uses. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--version` says. */
  readonly version: string;
}

/** Input that can't be read at all. */
class InputError extends Error {}

function take(audit: Audit, line: RawLine, source: string): void {
  const where = `${source}:${line.number}`;
  if ('tooLong' in line) {
    audit.addUnreadable(`this one is longer than ${MAX_LINE_BYTES} bytes`, where);
  } else if (line.text.trim() !== '') {
    audit.add(line.text, where);
  }
}

async function readSource(audit: Audit, file: string, io: CommandIo): Promise<Source> {
  const progress = new Progress(io.stderr);
  const name = file === '-' ? 'stdin' : file;
  const watermark = new Watermark(name);
  try {
    const bytes = watermark.through(file === '-' ? io.stdin : createReadStream(file));
    for await (const line of readLines(bytes)) {
      take(audit, line, name);
      progress.line();
    }
    return watermark.source();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${name} can not be read: ${reason}`, { cause: error });
  } finally {
    progress.end();
  }
}

async function auditSources({ files, asOf }: Arguments, io: CommandIo): Promise<SourcedReport> {
  const audit = createAudit(asOf === undefined ? {} : { asOf });
  const sources: Source[] = [];
  for (const file of files) sources.push(await readSource(audit, file, io));
  const report = audit.finish();
  if (report.data.lines > 0) return { ...report, sources };
  throw new InputError('The input has no lines, so there is nothing to certify.');
}

function show(report: SourcedReport, { json }: Arguments, { stdout, env }: CommandIo): void {
  if (json) return void stdout.write(`${printableJson(report)}\n`);
  const coloured = stdout.isTTY === true && !env['NO_COLOR'];
  stdout.write(renderReport(report, coloured ? COLOURED : PLAIN));
}

async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const asked = parseArguments(argv);
  if (asked.help || asked.version) {
    io.stdout.write(asked.help ? HELP : `${io.version}\n`);
    return ExitCode.CERTIFIED;
  }
  if (asked.files.length === 0 && io.stdin.isTTY) throw new UsageError('No file was named.');
  const files = asked.files.length > 0 ? asked.files : ['-'];
  const report = await auditSources({ ...asked, files }, io);
  show(report, asked, io);
  return report.certified ? ExitCode.CERTIFIED : ExitCode.VIOLATIONS;
}

/** Runs `tracker-audit` with the arguments after its name. Resolves to its exit code; never rejects. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await run(argv, io);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = error instanceof UsageError ? ' Try tracker-audit --help.' : '';
    io.stderr.write(`tracker-audit: ${printable(reason)}${hint}\n`);
    return ExitCode.UNUSABLE;
  }
}
