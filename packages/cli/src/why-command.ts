import type { Command } from 'commander';
import { doing, formOptions, withOptions, type CommandContext } from './command-context.js';
import { executionCommand } from './execution-command.js';
import type { ExitCode } from './exit-code.js';
import type { FormAsked } from './output.js';
import type { SiteAsked } from './site.js';

/** What `tracker why` is told. */
export interface WhyAsked extends SiteAsked, FormAsked {}

/** `tracker why`: whose move it is. */
export function whyCommand(context: CommandContext): Command {
  const command = withOptions(
    executionCommand(
      'why',
      'Say why an execution is where it is, and what happens if nobody acts',
      ['tracker why 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e'],
    ),
    ...formOptions(),
  );
  return doing<WhyAsked>(command, context, async (asked, [id = '']): Promise<ExitCode> => {
    const { why } = await import('./why.js');
    return why(asked, id, context.io);
  });
}
