import { printable } from '@tracker/audit';
import type { ListInput, ScopedTracker } from '@tracker/core';
import type { Execution, ExecutionState } from '@tracker/state';
import { Option, type Command } from 'commander';
import {
  commandNamed,
  doing,
  formOptions,
  statesOption,
  storeOption,
  userOption,
  wholeNumber,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { executionList } from './execution-list.js';
import { ExitCode } from './exit-code.js';
import { Output, type FormAsked } from './output.js';
import { withSite, type SiteAsked } from './site.js';

interface LsAsked extends SiteAsked, FormAsked {
  readonly state?: ExecutionState[];
  readonly agent?: string;
  readonly thread?: string;
  readonly undelivered?: boolean;
  readonly quiet?: boolean;
  readonly after?: string;
  readonly limit: number;
}

/** `tracker ls`: executions, newest first. */
export function lsCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('ls', 'List executions, newest first', [
      'tracker ls --state running,completing',
      'tracker ls --undelivered --agent triage',
      'tracker ls --user ada --limit 5 --json',
      'tracker show "$(tracker ls --quiet --limit 1)"',
    ]),
    storeOption(),
    userOption(),
    statesOption(),
    new Option('--agent <name>', 'only of this agent'),
    new Option('--thread <id>', 'only of this thread'),
    new Option('--undelivered', 'only ended ones whose outcome nobody has acknowledged'),
    new Option('-q, --quiet', 'the ids alone, one a line').conflicts(['json', 'text']),
    new Option('--after <id>', 'go on after this execution, the "next" of the page before'),
    new Option('--limit <count>', 'at most so many').argParser(wholeNumber(1, 10_000)).default(50),
    ...formOptions(),
  );
  return doing<LsAsked>(command, context, (asked) => ls(asked, context));
}

async function ls(asked: LsAsked, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  await withSite(asked, io, async ({ scope, store }) => {
    const page = await collect(scope, asked);
    if (asked.quiet) return output.lines(page.executions.map(({ id }) => printable(id)));
    if (output.json) return output.document(page);
    if (page.executions.length === 0) return output.lines(['There is none.']);
    await output.lines(executionList(page.executions, output, store.now()));
    if (page.next !== null) {
      await output.lines([output.ink.faint(`There are more: --after ${printable(page.next)}`)]);
    }
  });
  return ExitCode.OK;
}

interface Page {
  readonly executions: readonly Execution[];
  /** To be given as `--after`; null when there is no more. */
  readonly next: string | null;
}

const MOST_AT_ONCE = 1_000;

/** As many as are asked for: one page of the store may hold less, because what it had as active was over. */
async function collect(scope: ScopedTracker, asked: LsAsked): Promise<Page> {
  const executions: Execution[] = [];
  let after = asked.after;
  do {
    const limit = Math.min(MOST_AT_ONCE, asked.limit - executions.length);
    const query = queryOf(asked, limit, after);
    const page = await (asked.undelivered ? scope.undelivered(query) : scope.listExecutions(query));
    executions.push(...page.executions);
    after = page.next;
  } while (after !== undefined && executions.length < asked.limit);
  return { executions, next: after ?? null };
}

function queryOf({ state, agent, thread }: LsAsked, limit: number, after?: string): ListInput {
  return {
    limit,
    ...(state && { states: state }),
    ...(agent !== undefined && { agentName: agent }),
    ...(thread !== undefined && { threadId: thread }),
    ...(after !== undefined && { after }),
  };
}
