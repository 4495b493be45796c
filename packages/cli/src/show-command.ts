import { Option, type Command } from 'commander';
import { doing, formOptions, withOptions, type CommandContext } from './command-context.js';
import { executionCard, historyLines } from './execution-card.js';
import { executionCommand } from './execution-command.js';
import { ExitCode } from './exit-code.js';
import { lookUp } from './look-up.js';
import { Output, type FormAsked } from './output.js';
import { withSite, type SiteAsked } from './site.js';

interface ShowAsked extends SiteAsked, FormAsked {
  readonly history?: boolean;
}

/** `tracker show`: one execution. */
export function showCommand(context: CommandContext): Command {
  const command = withOptions(
    executionCommand('show', 'Show one execution: phases, outcome and delivery', [
      'tracker show 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e',
      'tracker show 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e --history',
    ]),
    new Option('--history', 'every fact about it, too'),
    ...formOptions(),
  );
  return doing<ShowAsked>(command, context, (asked, [id = '']) => show(asked, id, context));
}

async function show(asked: ShowAsked, id: string, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  await withSite(asked, io, async (site) => {
    const { execution, outlook } = await lookUp(site, id);
    const history = asked.history ? await site.scope.history(id) : undefined;
    if (output.json) {
      const { clocks, readAt } = outlook;
      return output.document({ execution, clocks, readAt, ...(history && { history }) });
    }
    await output.lines(executionCard(execution, outlook, output));
    if (history) await output.lines(['', ...historyLines(history, output)]);
  });
  return ExitCode.OK;
}
