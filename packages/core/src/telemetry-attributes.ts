import type { Attributes } from '@opentelemetry/api';
import type { Cause } from '@tracker/state';
import type { ExecutionRecord } from './record.js';
import { Attribute, INVOKE_AGENT, seconds } from './telemetry-names.js';

/**
 * What a span says of an ended execution. Never what people wrote: no answer, message, metadata, reason, note or
 * error text.
 */
export function executionAttributes(record: ExecutionRecord): Attributes {
  const { cause, outcome } = record;
  return {
    [Attribute.OPERATION]: INVOKE_AGENT,
    [Attribute.AGENT]: record.agentName,
    [Attribute.CONVERSATION]: record.threadId,
    [Attribute.ERROR]: errorType(cause),
    [Attribute.EXECUTION_ID]: record.id,
    [Attribute.RUN_ID]: record.runId,
    [Attribute.ATTEMPT]: record.attempt,
    [Attribute.RETRY_OF]: record.retryOf ?? undefined,
    [Attribute.STATE]: record.state,
    [Attribute.PHASE]: record.phase,
    [Attribute.OUTCOME]: outcome?.kind,
    [Attribute.HELD]: record.heldMs === 0 ? undefined : seconds(record.heldMs),
    ...causeAttributes(cause),
  };
}

/**
 * The `error.type` of an end: a failure's code, `<clock>_timeout`, or the evidence of a death. Undefined for an
 * answer and for a cancel, which is what somebody wanted.
 */
export function errorType(cause: Cause | null): string | undefined {
  switch (cause?.kind) {
    case 'failure':
      return cause.code;
    case 'timeout':
      return `${cause.clock}_timeout`;
    case 'death':
      return cause.evidence;
    default:
      return undefined;
  }
}

function causeAttributes(cause: Cause | null): Attributes {
  return { [Attribute.CAUSE]: cause?.kind, ...(cause ? detailAttributes(cause) : {}) };
}

function detailAttributes(cause: Cause): Attributes {
  switch (cause.kind) {
    case 'failure':
      return {
        [Attribute.CAUSE_CODE]: cause.code,
        [Attribute.FAULT]: cause.fault,
        [Attribute.DEPENDENCY]: cause.dependency,
      };
    case 'timeout':
      return { [Attribute.CLOCK]: cause.clock, [Attribute.DEPENDENCY]: cause.operation };
    case 'death':
      return { [Attribute.EVIDENCE]: cause.evidence };
    case 'cancellation':
      return { [Attribute.FORCED]: cause.forced };
    case 'answered':
      return {};
  }
}
