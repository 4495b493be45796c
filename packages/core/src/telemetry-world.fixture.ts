import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { AgentExecutionTracker, MemoryStore, type Clock } from './index.js';
import { instrument, type InstrumentOptions } from './telemetry.js';
import { ManualClock } from './testing.js';

/** A point of a metric: its attributes, and its number or its histogram. */
export interface Point {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** OpenTelemetry's own kit, keeping everything in memory. */
export function aKit() {
  const spans = new InMemorySpanExporter();
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const spanProcessors = [new SimpleSpanProcessor(spans)];
  return {
    spans,
    tracer: new BasicTracerProvider({ spanProcessors }).getTracer('spec'),
    meter: new MeterProvider({ readers: [reader] }).getMeter('spec'),
    /** The points of one metric as they are now. */
    async points(name: string): Promise<readonly Point[]> {
      exporter.reset();
      await reader.forceFlush();
      const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
      const found = all
        .flatMap(({ metrics }) => metrics)
        .find(({ descriptor }) => descriptor.name === name);
      return (found?.dataPoints ?? []).map(({ attributes, value }) => ({ attributes, value }));
    },
    close: () => reader.shutdown(),
  };
}

/** A tracker that is instrumented by a kit, everything at the pace of one clock. */
export function anObservedWorld(
  options: InstrumentOptions = {},
  makeStore = (clock: Clock) => new MemoryStore({ clock }),
) {
  const clock = new ManualClock();
  const kit = aKit();
  const store = makeStore(clock);
  const tracker = new AgentExecutionTracker({ store, clock, name: 'tester' });
  const logged: string[] = [];
  const say = (_: object, message: string): void => void logged.push(message);
  const logger = { debug: say, info: say, warn: say, error: say };
  const { tracer, meter } = kit;
  const telemetry = instrument(tracker, { tracer, meter, clock, logger, ...options });
  return { ...kit, clock, store, tracker, telemetry, logged };
}

/** Epoch milliseconds of the two ends of a span. */
export function times({ startTime, endTime }: ReadableSpan): number[] {
  return [startTime, endTime].map(([seconds, nanos]) => seconds * 1_000 + nanos / 1_000_000);
}
