import { markFault } from '@tracker/core';
import { Fault } from '@tracker/state';

/** Reasons to stop that make no answer, and who is at fault; the AI SDK and model servers spell them differently. */
const NO_ANSWER = new Map<unknown, Fault>([
  ['length', Fault.AGENT],
  ['max_tokens', Fault.AGENT],
  ['tool-calls', Fault.AGENT],
  ['tool_calls', Fault.AGENT],
  ['content-filter', Fault.USER],
  ['content_filter', Fault.USER],
  ['error', Fault.INFRASTRUCTURE],
  ['other', Fault.INFRASTRUCTURE],
]);

/** Throws when a model stopped for a reason for which what it said is no answer. Unknown reasons pass. */
export function assertFinished(reason: unknown): void {
  const fault = NO_ANSWER.get(reason);
  if (fault === undefined) return;
  throw markFault(
    new Error(`The model stopped with "${String(reason)}"; what it said by then is no answer.`),
    fault,
  );
}
