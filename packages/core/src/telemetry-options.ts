import { diag, type Context, type Meter, type Tracer } from '@opentelemetry/api';
import type { HistoryEventOf } from '@tracker/state';
import { z } from 'zod';
import type { Clock } from './clock.js';
import type { Logger } from './logger.js';
import type { ExecutionStore } from './store.js';

/** Says which trace an execution belongs to, from its first fact; undefined for a trace of its own. */
export type ParentOf = (created: HistoryEventOf<'created'>) => Context | undefined;

function has(method: string) {
  return (value: unknown): boolean =>
    typeof (value as Record<string, unknown> | null | undefined)?.[method] === 'function';
}

/** What `instrument` is given; everything has a default. */
export const instrumentOptionsSchema = z.strictObject({
  /** Default: the one OpenTelemetry's global provider gives. */
  tracer: z.custom<Tracer>(has('startSpan'), { error: 'give an OpenTelemetry Tracer' }).optional(),
  /** Default: the one OpenTelemetry's global provider gives; set that provider before. */
  meter: z.custom<Meter>(has('createCounter'), { error: 'give an OpenTelemetry Meter' }).optional(),
  /** The tracker's store, so that nothing committed before the end is left untold, even after the tracker closed. */
  store: z.custom<ExecutionStore>(has('feed'), { error: 'give an ExecutionStore' }).optional(),
  /** Ends it, as `stop` does. */
  signal: z.instanceof(AbortSignal).optional(),
  /** Where its own troubles are told. Default: OpenTelemetry's diagnostic logger. */
  logger: z.custom<Logger>(has('warn'), { error: 'give a Logger' }).optional(),
  /** Puts `enduser.id` on the spans of executions. Default false: ids of people are personal data. */
  userIds: z.boolean().default(false),
  /** A span for each stay in a phase, besides the events. Default true. */
  phaseSpans: z.boolean().default(true),
  /** Default: each execution is a trace of its own. */
  parentOf: z.custom<ParentOf>((given) => typeof given === 'function').optional(),
  /** Agent names told apart in metrics; later ones are counted as `_OTHER`. Default 100. */
  maxAgents: z.int().min(1).max(10_000).default(100),
  /** Ended executions kept in mind, to link retries and deliveries to their spans. Default 10 000. */
  memory: z.int().min(1).max(1_000_000).default(10_000),
  /** Drives the pauses after a failure of the store. Default: the system clock. */
  clock: z.custom<Clock>(has('setTimer'), { error: 'give a Clock' }).optional(),
});

/** How telemetry is set up. */
export type InstrumentOptions = z.input<typeof instrumentOptionsSchema>;

/** OpenTelemetry's diagnostic logger, as the tracker speaks to loggers. */
export const DIAGNOSTICS: Logger = Object.freeze({
  debug: (fields: object, message: string) => diag.debug(message, fields),
  info: (fields: object, message: string) => diag.info(message, fields),
  warn: (fields: object, message: string) => diag.warn(message, fields),
  error: (fields: object, message: string) => diag.error(message, fields),
});
