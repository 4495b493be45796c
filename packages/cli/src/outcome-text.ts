import { printable, printableJson } from '@tracker/audit';
import {
  CLOCK_MEANING,
  EVIDENCE_MEANING,
  FAILURE_MEANING,
  type Cause,
  type Delivery,
  type Outcome,
} from '@tracker/state';
import { fromNow, span } from './span.js';

/** Characters of an answer that are shown. */
const SHOWN = 2_000;

/** What the user was given, on one line. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answer':
      return typeof outcome.answer === 'string'
        ? printable(outcome.answer, SHOWN)
        : printable(printableJson(outcome.answer, 0), SHOWN);
    case 'delivered':
      return `delivered by ${printable(outcome.by)}`;
    case 'error':
      return printable(outcome.message, SHOWN);
  }
}

/** Why it ended, for operators. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'answered':
      return 'answered';
    case 'failure':
      return [`${cause.code}: ${FAILURE_MEANING[cause.code]}`, detailOf(cause)].join('');
    case 'timeout':
      return `the ${cause.clock} clock ran out. ${CLOCK_MEANING[cause.clock]}`;
    case 'death':
      return `${cause.evidence}: ${EVIDENCE_MEANING[cause.evidence]} Judged by ${printable(cause.judgedBy)}.`;
    case 'cancellation':
      return cause.forced ? 'cancelled by force, after the grace period' : 'cancelled on request';
  }
}

function detailOf({ detail }: { readonly detail?: string | undefined }): string {
  return detail === undefined ? '' : ` (${printable(detail)})`;
}

/** Whether the user's client has it. */
export function deliveryText(delivery: Delivery, endedAt: number, now: number): string {
  const { acknowledgedAt, acknowledgedBy, overdueAt, deadline } = delivery;
  if (acknowledgedAt !== null) {
    const by = acknowledgedBy === null ? '' : ` by ${printable(acknowledgedBy)}`;
    return `acknowledged${by}, ${span(acknowledgedAt - endedAt)} after the end`;
  }
  return overdueAt === null
    ? `not acknowledged yet; overdue ${fromNow(deadline, now)}`
    : `overdue since ${fromNow(deadline, now)}; nobody has acknowledged it`;
}
