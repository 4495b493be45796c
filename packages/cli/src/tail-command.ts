import { printable } from '@tracker/audit';
import type { TrackedEvent } from '@tracker/core';
import { isTerminal } from '@tracker/state';
import { Option, type Command } from 'commander';
import { fitted } from './cell-width.js';
import type { CommandIo } from './command-io.js';
import {
  commandNamed,
  doing,
  formOptions,
  storeOption,
  userOption,
  wholeNumber,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { eventText } from './event-text.js';
import { ExitCode } from './exit-code.js';
import { notFound } from './failure.js';
import { interruptCode } from './interrupt-code.js';
import { Output, type FormAsked } from './output.js';
import { withSite, type Site, type SiteAsked } from './site.js';
import { instant } from './span.js';

interface TailAsked extends SiteAsked, FormAsked {
  readonly since?: number;
  readonly agent?: string;
  readonly limit?: number;
}

/** `tracker tail`: facts as they happen. */
export function tailCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('tail', 'Follow what happens, from now on or from a cursor', [
      'tracker tail --agent triage',
      'tracker tail --since 0 --json | jq -r .event.type',
      'tracker tail 0192f0c1-7d2a-4b51-9d7e-1f6a2c3b4d5e',
    ]).argument('[id]', 'only this execution; ends when it has ended'),
    storeOption(),
    userOption(),
    new Option(
      '--since <cursor>',
      'go on after this cursor; 0 is all that is kept (default: now)',
    ).argParser(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    new Option('--agent <name>', 'only of this agent'),
    new Option('--limit <count>', 'end after so many').argParser(wholeNumber(1, 1_000_000_000)),
    ...formOptions(),
  );
  return doing<TailAsked>(command, context, (asked, [id]) => tail(asked, id, context));
}

async function tail(
  asked: TailAsked,
  id: string | undefined,
  { io }: CommandContext,
): Promise<ExitCode> {
  const interrupted = io.interrupts();
  return withSite(asked, io, async (site) => {
    // the cursor first: what happens between the two looks is then seen
    const after = asked.since ?? (await site.scope.latestCursor());
    if (id !== undefined && asked.since === undefined && (await hasEnded(site, id, io))) {
      return ExitCode.OK;
    }
    const done = new AbortController();
    const signal = AbortSignal.any([interrupted, done.signal]);
    const wanted = (event: TrackedEvent): boolean =>
      (id === undefined || event.executionId === id) &&
      (asked.agent === undefined || event.agentName === asked.agent);
    const output = new Output(io, asked);
    let left = asked.limit ?? Infinity;
    let cursor = after;
    for await (const event of site.scope.watch({ after, signal })) {
      cursor = event.cursor;
      if (!wanted(event)) continue;
      await (output.json ? output.jsonLine(event) : output.lines([eventLine(event, output)]));
      left -= 1;
      if (left === 0 || (id !== undefined && isTerminal(event.state))) return ExitCode.OK;
    }
    if (io.stderr.isTTY) io.stderr.write(`To go on from here: --since ${cursor}\n`);
    return interruptCode(interrupted);
  });
}

async function hasEnded({ scope }: Site, id: string, { stderr }: CommandIo): Promise<boolean> {
  const state = await scope.getExecutionState(id);
  if (state === undefined) throw notFound(id);
  if (!isTerminal(state)) return false;
  stderr.write(
    `It has ended already, as "${state}"; "tracker show ${printable(id)} --history" tells how.\n`,
  );
  return true;
}

function eventLine(event: TrackedEvent, { ink, width }: Output): string {
  const place = `${instant(event.at).slice(11)}  ${fitted(printable(event.executionId), 36)}  `;
  const said = fitted(eventText(event.event), Math.max(20, width - place.length));
  return `${ink.faint(place)}${ink.state(event.state, said)}`;
}
