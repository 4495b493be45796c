import { printable } from '@tracker/audit';
import type { Outlook } from '@tracker/core';
import { explain } from '@tracker/server';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { fieldLines, type Field } from './field-lines.js';
import { lookUp } from './look-up.js';
import { Output } from './output.js';
import { withSite } from './site.js';
import { fromNow, instant, span } from './span.js';
import type { WhyAsked } from './why-command.js';

/** Says whose move it is, since when, which clocks run, and what happens if nobody acts. */
export async function why(asked: WhyAsked, id: string, io: CommandIo): Promise<ExitCode> {
  const output = new Output(io, asked);
  await withSite(asked, io, async (site) => {
    const { execution, outlook } = await lookUp(site, id);
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
