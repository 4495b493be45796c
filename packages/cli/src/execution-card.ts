import { printable, printableJson } from '@tracker/audit';
import type { Outlook } from '@tracker/core';
import { PRESENTATION, type Execution, type HistoryEvent } from '@tracker/state';
import { fitted } from './cell-width.js';
import { eventText } from './event-text.js';
import { fieldLines, type Field } from './field-lines.js';
import { causeText, deliveryText, outcomeText } from './outcome-text.js';
import type { Output } from './output.js';
import { phaseBars } from './phase-bars.js';
import { fromNow, instant, span } from './span.js';

type Look = Pick<Output, 'ink' | 'width'>;

/** One execution on a screen: what it is, where it stands, how it got there, what became of it. */
export function executionCard(execution: Execution, outlook: Outlook, look: Look): string[] {
  const { ink } = look;
  const { label, meaning } = PRESENTATION[execution.state];
  const fields = [
    ...identity(execution),
    ...course(execution, outlook),
    ...ending(execution, outlook),
  ];
  return [
    `${ink.strong(printable(execution.id))}  ${ink.state(execution.state, `● ${label}`)}  ${ink.faint(meaning)}`,
    ...fieldLines(fields, look),
    '',
    ...phaseBars(execution, look, outlook.readAt),
  ];
}

function identity(execution: Execution): Field[] {
  const { agentName, userId, threadId, runId, attempt, retryOf, metadata } = execution;
  const again = retryOf === null ? '' : `, retry of ${printable(retryOf)}`;
  const asked = printableJson(metadata, 0);
  return [
    ['agent', printable(agentName)],
    ['user', printable(userId)],
    ['thread', printable(threadId)],
    ['run', runId === execution.id ? undefined : printable(runId)],
    ['attempt', attempt === 1 ? undefined : `${attempt}${again}`],
    ['metadata', asked === '{}' ? undefined : printable(asked)],
  ];
}

function course(execution: Execution, { readAt }: Outlook): Field[] {
  const { createdAt, progress, cancel } = execution;
  const owner = 'owner' in execution ? execution.owner : null;
  const hold = 'hold' in execution ? execution.hold : null;
  return [
    ['created', `${instant(createdAt)} (${fromNow(createdAt, readAt)})`],
    ['worker', owner === null ? undefined : printable(owner)],
    ['progress', progress ? printable(progressText(progress)) : undefined],
    ['on hold', hold ? `${printable(hold.reason)}, until ${instant(hold.deadline)}` : undefined],
    [
      'cancel',
      cancel
        ? `asked ${fromNow(cancel.requestedAt, readAt)}: ${printable(cancel.reason ?? 'no reason given')}`
        : undefined,
    ],
  ];
}

function progressText({ note, percent }: NonNullable<Execution['progress']>): string {
  return [percent === null ? '' : `${percent} %`, note ?? ''].filter(Boolean).join(' ');
}

function ending(execution: Execution, { readAt }: Outlook): Field[] {
  if (!('outcome' in execution)) {
    return [['ends by', `${instant(execution.endsBy)} (${fromNow(execution.endsBy, readAt)})`]];
  }
  const { endedAt, createdAt, cause, outcome, delivery } = execution;
  return [
    ['ended', `${instant(endedAt)}, after ${span(endedAt - createdAt)}`],
    ['cause', causeText(cause)],
    [outcome.kind === 'error' ? 'message' : 'answer', outcomeText(outcome)],
    ['delivery', deliveryText(delivery, endedAt, readAt)],
  ];
}

/** Every fact about it, one a line. */
export function historyLines(events: readonly HistoryEvent[], { ink, width }: Look): string[] {
  const start = events[0]?.at ?? 0;
  return events.map((event) => {
    const place = `${String(event.seq).padStart(4)}  ${`+${span(event.at - start)}`.padStart(12)}  `;
    return ink.faint(place) + fitted(eventText(event), Math.max(20, width - place.length));
  });
}
