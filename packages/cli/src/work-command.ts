import { Option, type Command } from 'commander';
import {
  agentName,
  commandNamed,
  doing,
  formOptions,
  storeOption,
  wholeNumber,
  withOptions,
  type CommandContext,
} from './command-context.js';
import type { ExitCode } from './exit-code.js';
import type { FormAsked } from './output.js';
import { processOptions, type ProcessAsked } from './process-options.js';

/** What `tracker work` is told. */
export interface WorkAsked extends FormAsked, ProcessAsked {
  readonly store?: string;
  readonly agent: string;
  readonly module: string;
  readonly export?: string;
  readonly concurrency: number;
}

const MODULE = `
The module exports a function, as its default or as "agent". It is given its
execution and returns the answer:

  export default async function agent(execution) {
    await execution.enterPhase('llm_interaction');
    return \`You asked: \${execution.metadata.message}\`;
  }
`;

/** `tracker work`: a worker process. */
export function workCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('work', 'Work for an agent: take its pending executions and run them', [
      'tracker work --agent triage --module ./agent.mjs',
      'tracker work --agent triage --module ./agent.mjs --concurrency 50 --drain 60',
    ]).addHelpText('after', MODULE),
    storeOption(),
    new Option('--agent <name>', 'whose executions to take')
      .argParser(agentName)
      .makeOptionMandatory(),
    new Option('--module <file>', 'module that exports the agent').makeOptionMandatory(),
    new Option('--export <name>', 'under which name it does (default: default, or agent)'),
    new Option('--concurrency <count>', 'executions at once')
      .argParser(wholeNumber(1, 10_000))
      .default(10),
    ...processOptions(),
    ...formOptions(),
  );
  return doing<WorkAsked>(command, context, async (asked): Promise<ExitCode> => {
    const { work } = await import('./work.js');
    return work(asked, context.io);
  });
}
