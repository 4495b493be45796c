import { Argument, type Command } from 'commander';
import { commandNamed, doing, type CommandContext } from './command-context.js';
import { bashCompletion } from './completion-bash.js';
import { fishCompletion } from './completion-fish.js';
import { completionWords, type CommandWords } from './completion-words.js';
import { zshCompletion } from './completion-zsh.js';
import { ExitCode } from './exit-code.js';
import { Output } from './output.js';

const SHELLS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `tracker completion`: a script for a shell, made from the commands themselves. */
export function completionCommand(context: CommandContext): Command {
  const command = commandNamed('completion', 'Print a completion script for a shell', [
    'source <(tracker completion bash)',
    'tracker completion zsh > ~/.zfunc/_tracker',
    'tracker completion fish > ~/.config/fish/completions/tracker.fish',
  ]).addArgument(new Argument('<shell>', 'which one').choices(Object.keys(SHELLS)));
  return doing(command, context, async (_, [shell = '']) => {
    const program = command.parent;
    const script = program && SHELLS[shell]?.(completionWords(program));
    await new Output(context.io).lines([(script ?? '').trimEnd()]);
    return ExitCode.OK;
  });
}
