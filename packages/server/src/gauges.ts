import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { Tally } from './tally.js';

/** What a server counts of its own work. Labels are words of the protocol, never ids, so their number is bounded. */
export function gaugesIn(registry: Registry) {
  const registers = [registry];
  const framesSent = new Tally();
  new Counter({
    name: 'tracker_server_frames_sent_total',
    help: 'Frames handed to the network.',
    labelNames: ['type'],
    registers,
    collect() {
      framesSent.flush(this, 'type');
    },
  });
  return {
    connections: new Gauge({
      name: 'tracker_server_connections',
      help: 'Open connections of clients.',
      labelNames: ['transport'],
      registers,
    }),
    framesSent,
    framesReceived: new Counter({
      name: 'tracker_server_frames_received_total',
      help: 'Frames that clients sent.',
      labelNames: ['type'],
      registers,
    }),
    refusals: new Counter({
      name: 'tracker_server_refusals_total',
      help: 'Frames and requests that were not obeyed.',
      labelNames: ['code'],
      registers,
    }),
    closes: new Counter({
      name: 'tracker_server_closes_total',
      help: 'Connections that the server closed, by close code.',
      labelNames: ['code'],
      registers,
    }),
    lag: new Histogram({
      name: 'tracker_server_delivery_lag_seconds',
      help: 'From a fact to its frame on the way, by the clocks of the store and of this process.',
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers,
    }),
  };
}

export type Gauges = ReturnType<typeof gaugesIn>;
