import {
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
  type SpanContext,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import type { HistoryEvent, HistoryEventOf } from '@tracker/state';
import { errorType, executionAttributes } from './telemetry-attributes.js';
import type { Ended } from './telemetry-ended.js';
import { Attribute, INVOKE_AGENT, instant, present } from './telemetry-names.js';
import type { ParentOf } from './telemetry-options.js';
import { tell, type Stay } from './telemetry-story.js';

/** Phase spans of one execution; agents may loop without bound. */
const MAX_PHASE_SPANS = 128;

export interface SpanSettings {
  readonly tracer: Tracer;
  readonly parentOf: ParentOf;
  readonly userIds: boolean;
  readonly phaseSpans: boolean;
}

/** What is said of a delivery: given by an acknowledgement, or missed at its deadline. */
export interface DeliveryEnd {
  readonly executionId: string;
  readonly threadId: string;
  readonly at: number;
  readonly overdue: boolean;
}

/** Writes spans of what is already over, so that none is ever left open. */
export class SpanWriter {
  readonly #settings: SpanSettings;

  constructor(settings: SpanSettings) {
    this.#settings = settings;
  }

  /** Writes the spans of an execution that has ended. `retried` is the span of the execution it tries again. */
  execution(history: readonly HistoryEvent[], retried: SpanContext | undefined): SpanContext {
    const { userIds, phaseSpans, parentOf } = this.#settings;
    const { record, stays, moments } = tell(history);
    const told = phaseSpans ? stays.filter(({ from, until }) => from < until) : [];
    const links: Link[] = retried ? [{ context: retried }] : [];
    const dropped = told.length - MAX_PHASE_SPANS;
    const attributes = {
      ...executionAttributes(record),
      [Attribute.END_USER]: userIds ? record.userId : undefined,
      [Attribute.DROPPED_PHASES]: dropped > 0 ? dropped : undefined,
    };
    const parent = parentOf(history[0] as HistoryEventOf<'created'>) ?? ROOT_CONTEXT;
    const options = { startTime: instant(record.createdAt), attributes, links };
    const span = this.#start(`${INVOKE_AGENT} ${record.agentName}`, options, parent);
    for (const { name, at, attributes } of moments) span.addEvent(name, attributes, instant(at));
    for (const stay of told.slice(0, MAX_PHASE_SPANS)) this.#phase(stay, record.id, span);
    if (errorType(record.cause) !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(instant(record.endedAt ?? record.updatedAt));
    return span.spanContext();
  }

  /** Writes the span of a delivery, from the end of the execution until it was given or missed. */
  delivery({ executionId, threadId, at, overdue }: DeliveryEnd, { span, endedAt, state }: Ended) {
    const parent = span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
    const attributes = {
      [Attribute.CONVERSATION]: threadId,
      [Attribute.EXECUTION_ID]: executionId,
      [Attribute.STATE]: state,
      [Attribute.OVERDUE]: overdue,
      [Attribute.ERROR]: overdue ? 'delivery_overdue' : undefined,
    };
    const options = { startTime: instant(endedAt), attributes };
    const delivery = this.#start('tracker.delivery', options, parent);
    if (overdue) {
      delivery.addEvent('tracker.delivery_overdue', {}, instant(at));
      delivery.setStatus({ code: SpanStatusCode.ERROR });
    }
    delivery.end(instant(at));
  }

  #phase({ phase, from, until }: Stay, executionId: string, parent: Span): void {
    const attributes = { [Attribute.PHASE]: phase, [Attribute.EXECUTION_ID]: executionId };
    const options = { startTime: instant(from), attributes };
    const context = trace.setSpan(ROOT_CONTEXT, parent);
    this.#start(`tracker.phase ${phase}`, options, context).end(instant(until));
  }

  /** The context is always given: whatever span happens to be active where telemetry runs is nobody's parent. */
  #start(name: string, options: SpanOptions, context: Context): Span {
    const attributes = present(options.attributes ?? {});
    return this.#settings.tracer.startSpan(name, { ...options, attributes }, context);
  }
}
