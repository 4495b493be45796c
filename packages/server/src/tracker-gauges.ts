import type { AgentExecutionTracker } from '@tracker/core';
import { CIRCUIT_BREAKER_STATES, EXECUTION_STATES } from '@tracker/state';
import { Gauge, type Registry } from 'prom-client';

/** What the tracker knows, looked up when Prometheus asks. */
export function registerTrackerGauges(registry: Registry, tracker: AgentExecutionTracker): void {
  const registers = [registry];
  const undelivered = new Gauge({
    name: 'tracker_undelivered',
    help: 'Ended executions whose outcome nobody has acknowledged.',
    registers,
  });
  const overdue = new Gauge({
    name: 'tracker_overdue',
    help: 'The same, past their delivery deadline.',
    registers,
  });
  const live = new Gauge({
    name: 'tracker_live',
    help: 'Executions that this process drives.',
    registers,
  });
  new Gauge({
    name: 'tracker_executions',
    help: 'Executions in the store, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const metrics = await tracker.getMetrics();
      for (const state of EXECUTION_STATES) this.set({ state }, metrics.byState[state]);
      undelivered.set(metrics.undelivered);
      overdue.set(metrics.overdue);
      live.set(metrics.live);
    },
  });
  registerBreakers(registry, tracker);
}

function registerBreakers(registry: Registry, tracker: AgentExecutionTracker): void {
  new Gauge({
    name: 'tracker_breakers',
    help: 'Circuit breakers of every process on the store, by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const breakers = await tracker.allBreakers();
      for (const state of CIRCUIT_BREAKER_STATES) {
        this.set({ state }, breakers.filter((breaker) => breaker.state === state).length);
      }
    },
  });
}
