import { AgentExecutionTracker, type ExecutionStore, type Logger } from '@tracker/core';
import type { Faults } from './faults.js';
import { Host } from './host.js';
import type { Random } from './random.js';
import { RemoteStore } from './remote-store.js';
import type { Trace } from './trace.js';
import type { VirtualTime } from './virtual-time.js';

export interface SiteParts {
  readonly name: string;
  readonly store: ExecutionStore;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly faults: Faults;
  readonly trace: Trace;
}

/** A process with its tracker. */
export class Site {
  readonly host: Host;
  readonly store: RemoteStore;
  readonly tracker: AgentExecutionTracker;
  readonly random: Random;
  #closing = false;

  constructor({ name, store, time, random, faults, trace }: SiteParts) {
    this.random = random;
    this.host = new Host(name, time);
    this.store = new RemoteStore({ store, host: this.host, time, random, faults, trace });
    this.tracker = new AgentExecutionTracker({
      name,
      store: this.store,
      clock: this.host,
      random: random.next,
      sweepIntervalMs: random.pick([50, 100, 250]),
      leaseIntervalMs: 500,
      drainTimeoutMs: 1_000,
      logger: loggerOf(name, trace),
    });
  }

  get name(): string {
    return this.host.name;
  }

  /** Whether it takes on work. */
  get open(): boolean {
    return !this.host.crashed && !this.#closing;
  }

  /** Shuts down in good order. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.tracker.close();
  }

  /** Resolves after a while, when the process runs; never, once it has crashed. */
  nap(ms: number): Promise<void> {
    return new Promise((resolve) => this.host.setTimer(ms, resolve));
  }
}

function loggerOf(name: string, trace: Trace): Logger {
  const note = (fields: object, message: string): void => {
    const { err } = fields as { err?: Error };
    trace.note(name, `log: ${message}${err ? ` (${err.message})` : ''}`);
  };
  return { debug: note, info: note, warn: note, error: note };
}
