import type { Command } from 'commander';
import { commandNamed, type CommandContext } from './command-context.js';

/** `tracker golden-path`: hands everything on to the harness, which has its own options. */
export function goldenPathCommand(context: CommandContext): Command {
  const { io, end } = context;
  return commandNamed('golden-path', 'Run the whole journey with faults, and report', [
    'tracker golden-path',
    'tracker golden-path --journeys 2000 --html golden-path.html',
    'tracker golden-path --help',
  ])
    .argument('[options...]', 'as of tracker-golden-path')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (given: readonly string[]) => {
      const { runGoldenPath } = await import('./golden-path.js');
      end(await runGoldenPath(given, io));
    });
}
