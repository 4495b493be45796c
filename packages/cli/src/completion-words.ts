import type { Command, Option } from 'commander';

/** What can follow on a command line: read off the commands themselves. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
}

export interface OptionWords {
  /** Such as `--json`. */
  readonly flag: string;
  readonly summary: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  /** The values, where there are only these. */
  readonly choices: readonly string[];
  /** Whether the value is a file. */
  readonly isFile: boolean;
}

/** The words of every command below a program. */
export function completionWords(program: Command): CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: command.createHelp().visibleOptions(command).map(optionWords),
  }));
}

function optionWords(option: Option): OptionWords {
  const value = /<(.*)>/.exec(option.flags)?.[1];
  return {
    flag: option.long ?? option.short ?? option.flags,
    summary: option.description,
    takesValue: value !== undefined,
    choices: option.argChoices ?? [],
    isFile: value === 'file' || option.long === '--store',
  };
}
