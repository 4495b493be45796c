import { printable } from '@tracker/audit';
import type { Outlook } from '@tracker/core';
import type { Command } from 'commander';
import {
  commandNamed,
  doing,
  formOptions,
  storeOption,
  userOption,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { ExitCode } from './exit-code.js';
import { fieldLines, type Field } from './field-lines.js';
import { lookUp } from './look-up.js';
import { Output, type FormAsked } from './output.js';
import { withSite, type SiteAsked } from './site.js';
import { fromNow, instant, span } from './span.js';

interface WhyAsked extends SiteAsked, FormAsked {}

/** `tracker why`: whose move it is. */
export function whyCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('why', 'Say why an execution is where it is, and what happens if nobody acts', [
      'tracker why 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e',
    ]).argument('<id>', 'the execution'),
    storeOption(),
    userOption(),
    ...formOptions(),
  );
  return doing<WhyAsked>(command, context, (asked, [id = '']) => why(asked, id, context));
}

async function why(asked: WhyAsked, id: string, { io }: CommandContext): Promise<ExitCode> {
  const output = new Output(io, asked);
  await withSite(asked, io, async (site) => {
    const { execution, outlook } = await lookUp(site, id);
    const { explain } = await import('@tracker/server');
    const explanation = explain(execution, outlook.readAt);
    const { clocks, readAt } = outlook;
    if (output.json) return output.document({ ...explanation, clocks, readAt });
    const { waitsFor, sinceMs, untilAt } = explanation;
    const fields: Field[] = [
      ['waits for', `${output.ink.strong(waitsFor)}, for ${span(sinceMs)}`],
      ['until', untilAt === null ? undefined : `${instant(untilAt)} (${fromNow(untilAt, readAt)})`],
      ...clockFields(outlook),
    ];
    await output.lines([printable(explanation.why, 1_000), ...fieldLines(fields, output)]);
  });
  return ExitCode.OK;
}

function clockFields({ clocks, readAt }: Outlook): Field[] {
  return clocks.map(({ clock, deadline, lastHeardAt }, at) => {
    const heard = lastHeardAt === null ? '' : `, last heard ${fromNow(lastHeardAt, readAt)}`;
    const text = `${clock.padEnd(9)}  runs out ${fromNow(deadline, readAt)}${heard}`;
    return [at === 0 ? 'clocks' : '', text];
  });
}
