import { TrackerError } from '@tracker/state';
import { inspectStore, type StoreCondition } from '@tracker/stores';
import type { Command } from 'commander';
import { printable } from '@tracker/audit';
import { checkCondition } from './check-condition.js';
import { checkExecutions } from './check-executions.js';
import { checkDisk, checkNode } from './check-machine.js';
import {
  commandNamed,
  doing,
  formOptions,
  storeOption,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { ExitCode } from './exit-code.js';
import { describeFailure } from './failure.js';
import { fail, type Finding } from './finding.js';
import { Output, type FormAsked } from './output.js';
import { open } from './site.js';
import { shownAddress, storeAddress } from './store-address.js';

interface DoctorAsked extends FormAsked {
  readonly store?: string;
}

/** `tracker doctor`: what is wrong here, and what to do. */
export function doctorCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('doctor', 'Look whether everything is as it should be, and say what to do', [
      'tracker doctor',
      'tracker doctor --store postgres://localhost/tracker',
    ]),
    storeOption(),
    ...formOptions(),
  );
  return doing<DoctorAsked>(command, context, (asked) => doctor(asked, context));
}

async function doctor(asked: DoctorAsked, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  const address = storeAddress(asked, io.env);
  const findings = await examine(address);
  const healthy = findings.every(({ severity }) => severity !== 'fail');
  if (output.json) await output.document({ store: shownAddress(address), healthy, findings });
  else await output.lines(findings.flatMap((finding) => findingLines(finding, output)));
  return healthy ? ExitCode.OK : ExitCode.UNMET;
}

async function examine(address: string): Promise<Finding[]> {
  const store = await storeFindings(address); // an address that is none is refused first
  const disk = await checkDisk(address);
  return [checkNode(process.version), ...(disk ? [disk] : []), ...store];
}

async function storeFindings(address: string): Promise<Finding[]> {
  let condition: StoreCondition;
  try {
    condition = await inspectStore(address);
  } catch (error) {
    if (!TrackerError.is(error) || error.code === 'invalid_input') throw error;
    return [fail('store', describeFailure(error), 'Do what the message says; check --store.')];
  }
  const seen = checkCondition(condition);
  return isUsable(condition, seen) ? [...seen, ...(await executionFindings(address))] : seen;
}

/** Opening would change an older schema, and be refused by a newer one. */
function isUsable(
  { exists, schemaVersion, latestSchema }: StoreCondition,
  seen: Finding[],
): boolean {
  const present = latestSchema === null || schemaVersion === latestSchema;
  return exists && present && seen.every(({ severity }) => severity !== 'fail');
}

async function executionFindings(address: string): Promise<Finding[]> {
  try {
    const store = await open(address);
    try {
      return await checkExecutions(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    return [fail('executions', describeFailure(error), 'Do what the message says.')];
  }
}

function findingLines({ check, severity, found, todo }: Finding, { ink }: Output): string[] {
  const paint = { ok: ink.good, warn: ink.warn, fail: ink.bad }[severity];
  const line = `${paint(severity.padEnd(4))}  ${check.padEnd(10)}  ${printable(found, 1_000)}`;
  return todo === undefined ? [line] : [line, `${' '.repeat(18)}→ ${printable(todo)}`];
}
