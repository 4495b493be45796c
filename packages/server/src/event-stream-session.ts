import type { ServerResponse } from 'node:http';
import { CloseCode } from '@tracker/client/protocol';
import type { Disposable } from '@tracker/core';
import type { Caller } from './caller.js';
import type { Connection } from './connections.js';
import { EventStreamWire } from './event-stream-wire.js';
import { atExpiry } from './expiry.js';
import type { Hub } from './hub.js';
import { Subscriber } from './subscriber.js';

/** How long an event source waits before it comes back, in milliseconds. */
const RETRY_MS = 2_000;

/** One stream of server-sent events of one client: it is told, and asks over HTTP. */
export class EventStreamSession implements Connection {
  readonly gone: Promise<void>;
  readonly #hub: Hub;
  readonly #wire: EventStreamWire;
  readonly #subscriber: Subscriber;
  #deadline: Disposable | undefined;
  #closing = false;

  constructor(response: ServerResponse, hub: Hub) {
    this.#hub = hub;
    this.#wire = new EventStreamWire(response);
    this.#subscriber = new Subscriber(this.#wire, hub, (code, reason) => this.close(code, reason));
    this.gone = new Promise((resolve) => response.once('close', () => this.#bury(resolve)));
    response.on('error', () => this.#wire.terminate());
    hub.connections.add(this);
    hub.gauges.connections.inc({ transport: 'events' });
  }

  /** Begins the stream behind a cursor. */
  open(response: ServerResponse, caller: Caller, after: number): void {
    response.write(`retry: ${RETRY_MS}\n\n`);
    this.#deadline = atExpiry(caller.identity, this.#hub.clock, () =>
      this.close(CloseCode.UNAUTHENTICATED, 'token expired'),
    );
    this.#subscriber.follow(caller, after);
  }

  beat(): void {
    if (!this.#closing && this.#subscriber.hasRoom) this.#wire.beat();
  }

  close(code: CloseCode, reason: string): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#subscriber.stop();
    this.#deadline?.dispose();
    this.#hub.gauges.closes.inc({ code });
    this.#wire.close(code, reason);
    const { closeWithinMs } = this.#hub.settings;
    this.#deadline = this.#hub.clock.setTimer(closeWithinMs, () => this.#wire.terminate());
  }

  #bury(resolve: () => void): void {
    this.#closing = true;
    this.#subscriber.stop();
    this.#deadline?.dispose();
    this.#hub.gauges.connections.dec({ transport: 'events' });
    resolve();
  }
}
