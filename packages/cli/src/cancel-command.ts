import { isTerminal, type ExecutionState } from '@tracker/state';
import { Option, type Command } from 'commander';
import { doing, formOptions, withOptions, type CommandContext } from './command-context.js';
import { executionCommand } from './execution-command.js';
import { ExitCode } from './exit-code.js';
import { notFound } from './failure.js';
import { interruptCode } from './interrupt-code.js';
import { Output, type FormAsked } from './output.js';
import { withSite, type Site, type SiteAsked } from './site.js';

interface CancelAsked extends SiteAsked, FormAsked {
  readonly reason?: string;
  readonly wait?: boolean;
}

/** `tracker cancel`: asks an execution to stop. */
export function cancelCommand(context: CommandContext): Command {
  const command = withOptions(
    executionCommand(
      'cancel',
      'Ask an execution to stop; its end is forced after the grace period',
      ['tracker cancel 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e --reason "wrong customer" --wait'],
    ),
    new Option('--reason <text>', 'why; operators and the history see it'),
    new Option('--wait', 'come back when it has ended'),
    ...formOptions(),
  );
  return doing<CancelAsked>(command, context, (asked, [id = '']) => cancel(asked, id, context));
}

async function cancel(asked: CancelAsked, id: string, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  return withSite(asked, io, async (site) => {
    if ((await site.scope.getExecutionState(id)) === undefined) throw notFound(id);
    const after = await site.scope.latestCursor();
    const { reason } = asked;
    const asOf = await site.scope.cancelExecution(id, reason === undefined ? {} : { reason });
    let state: ExecutionState | undefined = asOf;
    if (asked.wait && !isTerminal(asOf)) {
      const interrupted = io.interrupts();
      state = await endOf(site, id, { after, signal: interrupted });
      if (state === undefined) return interruptCode(interrupted);
    }
    if (output.json) await output.document({ executionId: id, state, ended: isTerminal(state) });
    else await output.lines([sentence(state, output)]);
    return ExitCode.OK;
  });
}

/** The state it ends in; undefined when the wait was interrupted. */
async function endOf(
  { scope }: Site,
  id: string,
  from: { readonly after: number; readonly signal: AbortSignal },
): Promise<ExecutionState | undefined> {
  for await (const { executionId, state } of scope.watch(from)) {
    if (executionId === id && isTerminal(state)) return state;
  }
  return undefined;
}

function sentence(state: ExecutionState, { ink }: Output): string {
  if (!isTerminal(state)) return `Asked; it is still "${state}" and has its grace period to stop.`;
  return `It has ended as ${ink.state(state, state)}.`;
}
