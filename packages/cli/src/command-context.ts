import { Command, InvalidArgumentError, Option } from 'commander';
import { idSchema } from '@tracker/client/protocol';
import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import type { CommandIo } from './command-io.js';
import type { ExitCode } from './exit-code.js';

/** What every command is made with. */
export interface CommandContext {
  readonly io: CommandIo;
  /** Says how the command ended. */
  end(code: ExitCode): void;
}

/** What a command does with its options and operands. */
export type CommandRun<Asked> = (asked: Asked, operands: readonly string[]) => Promise<ExitCode>;

/** A command with its summary and at least one example. */
export function commandNamed(name: string, summary: string, examples: readonly string[]): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary}.`)
    .addHelpText('after', `\nExamples:\n${examples.map((one) => `  $ ${one}\n`).join('')}`);
}

/** Has the command do its work, and its end be known. */
export function doing<Asked extends object>(
  command: Command,
  { end }: CommandContext,
  run: CommandRun<Asked>,
): Command {
  return command.action(async () => {
    end(await run(command.opts<Asked>(), command.args));
  });
}

export function storeOption(): Option {
  return new Option(
    '--store <address>',
    'SQLite file or postgres://…; also TRACKER_STORE (default: ./tracker.db)',
  );
}

export function userOption(): Option {
  return new Option('--user <id>', 'see only what this user sees');
}

/** `--json` and `--text`. */
export function formOptions(): Option[] {
  return [
    new Option('--json', 'JSON, also on a terminal').conflicts('text'),
    new Option('--text', 'text for people, also where it is no terminal'),
  ];
}

/** Reads a whole number within bounds. */
export function wholeNumber(least: number, most: number): (given: string) => number {
  return (given) => {
    const number = Number(given);
    if (/^\d{1,16}$/.test(given) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most} is needed.`);
  };
}

/** Reads the name of an agent. */
export function agentName(given: string): string {
  const { success, error } = idSchema.safeParse(given);
  if (success) return given;
  throw new InvalidArgumentError(`${error.issues[0]?.message}.`);
}

/** Reads one of the execution states, or several after commas; more may follow. */
function states(given: string, before: readonly ExecutionState[] = []): ExecutionState[] {
  const named = given.split(',').map((word) => word.trim());
  const unknown = named.find((word) => !(EXECUTION_STATES as readonly string[]).includes(word));
  if (unknown === undefined) return [...before, ...(named as ExecutionState[])];
  throw new InvalidArgumentError(`The states are ${EXECUTION_STATES.join(', ')}.`);
}

export function statesOption(): Option {
  const option = new Option('--state <states>', 'only in these states; several with commas');
  return option.choices(EXECUTION_STATES).argParser(states);
}

/** Adds options to a command. */
export function withOptions(command: Command, ...options: readonly Option[]): Command {
  for (const option of options) command.addOption(option);
  return command;
}
