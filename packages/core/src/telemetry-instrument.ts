import { metrics, trace } from '@opentelemetry/api';
import { parseInput } from './door.js';
import { safeLogger } from './logger.js';
import { SystemClock } from './system-clock.js';
import { Follower, type FollowedTracker } from './telemetry-follower.js';
import { observe } from './telemetry-gauges.js';
import { Meters } from './telemetry-meters.js';
import {
  DIAGNOSTICS,
  instrumentOptionsSchema,
  type InstrumentOptions,
} from './telemetry-options.js';
import { Recorder } from './telemetry-recorder.js';
import { SpanWriter } from './telemetry-spans.js';

/** Who says so, as tracers and meters are named. */
const SCOPE = '@tracker/core';

/** Telemetry that is under way. */
export interface Telemetry {
  /**
   * Stops following and unregisters its gauges; resolves when both is done. What the store has committed by then is
   * told first, if the store was given. Stopping twice is harmless.
   */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Traces and measures from now on what the feed of a tracker's store tells, whoever wrote it; one process per store
 * should. Nothing that goes wrong in OpenTelemetry is felt by the tracker. Ends with `stop`, the signal or the
 * tracker. Throws `invalid_input` for options it can't use.
 */
export function instrument(tracker: FollowedTracker, options: InstrumentOptions = {}): Telemetry {
  const { signal, ...given } = parseInput(instrumentOptionsSchema, options, 'instrument');
  const { tracer = trace.getTracer(SCOPE), meter = metrics.getMeter(SCOPE) } = given;
  const logger = safeLogger(given.logger ?? DIAGNOSTICS);
  const stopping = new AbortController();
  const meters = new Meters(meter, given.maxAgents);
  const spans = new SpanWriter({ ...given, tracer, parentOf: given.parentOf ?? (() => undefined) });
  const recorder = new Recorder({ tracker, spans, meters, logger, memory: given.memory });
  const gauges = observe(meter, tracker, logger);
  const follower = new Follower({
    tracker,
    logger,
    store: given.store,
    clock: given.clock ?? new SystemClock(),
    signal: signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal,
    take: (event) => recorder.take(event),
    skipped: () => recorder.skipped(),
  });
  const following = follower.follow().finally(() => gauges.dispose());
  const stop = (): Promise<void> => {
    stopping.abort();
    return following;
  };
  return { stop, [Symbol.asyncDispose]: stop };
}
