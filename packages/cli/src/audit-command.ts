import { COLOURED, PLAIN, renderReport, runCommand } from '@tracker/audit';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { auditStore } from './audit-store.js';
import {
  commandNamed,
  doing,
  formOptions,
  storeOption,
  withOptions,
  type CommandContext,
} from './command-context.js';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { Output, type FormAsked } from './output.js';
import { ProgressCount } from './progress-count.js';
import { open } from './site.js';
import { assertThere, shownAddress, storeAddress } from './store-address.js';

interface AuditAsked extends FormAsked {
  readonly store?: string;
  readonly asOf?: number;
}

/** `tracker audit`: the guarantees, held against what is stored. */
export function auditCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('audit', 'Certify the guarantees over a store or files, or name the violations', [
      'tracker audit',
      'tracker audit --store postgres://localhost/tracker --json',
      'tracker audit histories.jsonl transcripts.jsonl',
    ]).argument('[files...]', 'JSON lines to read in place of the store; - is standard input'),
    storeOption(),
    new Option(
      '--as-of <instant>',
      'be true for this instant: epoch milliseconds or ISO 8601 (default: the last one in the data)',
    ).argParser(anInstant),
    ...formOptions(),
  );
  return doing<AuditAsked>(command, context, (asked, files) =>
    files.length > 0 ? auditFiles(asked, files, context.io) : auditOfStore(asked, context.io),
  );
}

async function auditOfStore(asked: AuditAsked, io: CommandIo): Promise<ExitCode> {
  const output = new Output(io, asked);
  const address = storeAddress(asked, io.env);
  assertThere(address);
  const store = await open(address);
  const progress = new ProgressCount(io.stderr, 'executions read');
  try {
    const report = await auditStore(store, {
      ...(asked.asOf !== undefined && { asOf: asked.asOf }),
      onExecution: () => progress.one(),
    });
    progress.end();
    if (output.json) await output.document({ store: shownAddress(address), ...report });
    else await output.lines([renderReport(report, paint(io)).trimEnd()]);
    return report.certified ? ExitCode.OK : ExitCode.UNMET;
  } finally {
    progress.end();
    await store.close();
  }
}

/** Files are read by the auditor's own command, which knows them best. */
async function auditFiles(
  asked: AuditAsked,
  files: readonly string[],
  io: CommandIo,
): Promise<ExitCode> {
  if (asked.store !== undefined) {
    throw new Failure(ExitCode.USAGE, 'Either files or --store can be audited, not both at once.');
  }
  const argv = [
    ...(new Output(io, asked).json ? ['--json'] : []),
    ...(asked.asOf === undefined ? [] : ['--as-of', String(asked.asOf)]),
    '--',
    ...files,
  ];
  return runCommand(argv, io);
}

function paint({ stdout, env }: CommandIo) {
  return stdout.isTTY && !env['NO_COLOR'] ? COLOURED : PLAIN;
}

function anInstant(given: string): number {
  const at = /^\d{1,15}$/.test(given) ? Number(given) : Date.parse(given);
  if (Number.isInteger(at) && at >= 0) return at;
  throw new InvalidArgumentError(
    'Epoch milliseconds or an ISO 8601 instant such as 2026-01-31T12:00:00Z are needed.',
  );
}
