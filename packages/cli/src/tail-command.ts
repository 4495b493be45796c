import { printable } from '@tracker/audit';
import type { TrackedEvent } from '@tracker/core';
import { isTerminal, type TerminalState } from '@tracker/state';
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
  return withSite(asked, io, async (site) => {
    // the cursor first: what happens between the two looks is then seen
    const after = asked.since ?? (await site.scope.latestCursor());
    const ended = id === undefined ? undefined : await endOf(site, id);
    if (ended && asked.since === undefined) return alreadyEnded(ended, io);
    const interrupted = io.interrupts();
    const events = site.scope.watch({ after, signal: interrupted });
    // what has ended says nothing more: what is there is given, and no more waited for
    if (ended) site.tracker.close().catch(() => undefined); // it is closed again, and then heard
    const cursor = await tell(events, { ...asked, id }, new Output(io, asked));
    if (cursor === undefined || (ended && !interrupted.aborted)) return ExitCode.OK;
    if (io.stderr.isTTY) io.stderr.write(`To go on from here: --since ${cursor ?? after}\n`);
    return interruptCode(interrupted);
  });
}

interface Ended {
  readonly id: string;
  readonly state: TerminalState;
}

/** How the execution has ended; undefined while it has not. Rejects when there is none for whoever asks. */
async function endOf({ scope }: Site, id: string): Promise<Ended | undefined> {
  const state = await scope.getExecutionState(id);
  if (state === undefined) throw notFound(id);
  return isTerminal(state) ? { id, state } : undefined;
}

function alreadyEnded({ id, state }: Ended, { stderr }: CommandIo): ExitCode {
  stderr.write(
    `It has ended already, as "${state}"; "tracker show ${printable(id)} --history" tells how.\n`,
  );
  return ExitCode.OK;
}

/** Prints what is wanted. Resolves with the last cursor, null for none; undefined when all that was asked for is said. */
async function tell(
  events: AsyncIterable<TrackedEvent>,
  { id, agent, limit = Infinity }: TailAsked & { readonly id: string | undefined },
  output: Output,
): Promise<number | null | undefined> {
  let cursor: number | null = null;
  let left = limit;
  for await (const event of events) {
    cursor = event.cursor;
    if (id !== undefined && event.executionId !== id) continue;
    if (agent !== undefined && event.agentName !== agent) continue;
    await (output.json ? output.jsonLine(event) : output.lines([eventLine(event, output)]));
    left -= 1;
    if (left === 0 || (id !== undefined && isTerminal(event.state))) return undefined;
  }
  return cursor;
}

function eventLine(event: TrackedEvent, { ink, width }: Output): string {
  const place = `${instant(event.at).slice(11)}  ${fitted(printable(event.executionId), 36)}  `;
  const said = fitted(eventText(event.event), Math.max(20, width - place.length));
  return `${ink.faint(place)}${ink.state(event.state, said)}`;
}
