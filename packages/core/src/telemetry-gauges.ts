import type { BatchObservableCallback, BatchObservableResult, Meter } from '@opentelemetry/api';
import { ACTIVE_STATES, CIRCUIT_BREAKER_STATES } from '@tracker/state';
import type { Disposable } from './clock.js';
import type { Logger } from './logger.js';
import type { FollowedTracker } from './telemetry-follower.js';
import { Attribute } from './telemetry-names.js';

/** Shows, whenever metrics are collected, what the store and the breakers say at that moment. */
export function observe(meter: Meter, tracker: FollowedTracker, logger: Logger): Disposable {
  const gauges = createGauges(meter);
  const observed = Object.values(gauges);
  const callback: BatchObservableCallback = async (result) => {
    try {
      await look(result, gauges, tracker);
    } catch (error) {
      logger.warn({ err: error }, 'telemetry could not read the gauges');
    }
  };
  meter.addBatchObservableCallback(callback, observed);
  return {
    dispose: () => {
      try {
        meter.removeBatchObservableCallback(callback, observed);
      } catch (error) {
        logger.warn({ err: error }, 'telemetry could not unregister its gauges');
      }
    },
  };
}

type Gauges = ReturnType<typeof createGauges>;

function createGauges(meter: Meter) {
  return {
    active: meter.createObservableUpDownCounter('tracker.executions.active', {
      unit: '{execution}',
      description: 'Executions that have not ended.',
    }),
    undelivered: meter.createObservableUpDownCounter('tracker.executions.undelivered', {
      unit: '{execution}',
      description: 'Ended executions whose outcome nobody has acknowledged.',
    }),
    overdue: meter.createObservableUpDownCounter('tracker.executions.overdue', {
      unit: '{execution}',
      description: 'Undelivered executions past their delivery deadline.',
    }),
    breaker: meter.createObservableGauge('tracker.breaker.state', {
      unit: '1',
      description: '1 for the state a circuit breaker is in, 0 for the others.',
    }),
  };
}

async function look(
  result: BatchObservableResult,
  gauges: Gauges,
  tracker: FollowedTracker,
): Promise<void> {
  for (const { dependency, state } of tracker.breakers()) {
    for (const one of CIRCUIT_BREAKER_STATES) {
      const attributes = { [Attribute.DEPENDENCY]: dependency, [Attribute.BREAKER]: one };
      result.observe(gauges.breaker, one === state ? 1 : 0, attributes);
    }
  }
  const { byState, undelivered, overdue } = await tracker.metrics();
  for (const state of ACTIVE_STATES) {
    result.observe(gauges.active, byState[state], { [Attribute.STATE]: state });
  }
  result.observe(gauges.undelivered, undelivered);
  result.observe(gauges.overdue, overdue);
}
