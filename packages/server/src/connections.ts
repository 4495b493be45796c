import { CloseCode } from '@tracker/client/protocol';
import type { Clock, Disposable } from '@tracker/core';

/** An open connection, as those who count and close connections see it. */
export interface Connection {
  /** Asks whether the client is there, and cuts it off when it has not answered since the last time. */
  beat(): void;
  close(code: CloseCode, reason: string): void;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
}

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerUser: number;
  readonly heartbeatMs: number;
}

/** The open connections: how many there may be, whether their clients are there, and their common end. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  readonly #open = new Set<Connection>();
  readonly #perUser = new Map<string, number>();
  #heart: Disposable | undefined;
  #draining = false;

  constructor(limits: ConnectionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Whether everybody has been told to go. */
  get draining(): boolean {
    return this.#draining;
  }

  get hasRoom(): boolean {
    return !this.#draining && this.#open.size < this.#limits.maxConnections;
  }

  add(connection: Connection): void {
    this.#open.add(connection);
    void connection.gone.then(() => this.#open.delete(connection));
    this.#heart ??= this.#nextBeat();
  }

  /** Counts a connection for its user; false when the user has too many. */
  claim(userId: string, connection: Connection): boolean {
    const count = this.#perUser.get(userId) ?? 0;
    if (count >= this.#limits.maxConnectionsPerUser) return false;
    this.#perUser.set(userId, count + 1);
    void connection.gone.then(() => this.#release(userId));
    return true;
  }

  /** Tells everybody to come back elsewhere and resolves when they are gone. */
  async drain(): Promise<void> {
    this.#draining = true;
    this.#heart?.dispose();
    for (const connection of this.#open) connection.close(CloseCode.RESTART, 'restarting');
    await Promise.all([...this.#open].map(({ gone }) => gone));
  }

  #release(userId: string): void {
    const left = (this.#perUser.get(userId) ?? 1) - 1;
    if (left > 0) this.#perUser.set(userId, left);
    else this.#perUser.delete(userId);
  }

  #nextBeat(): Disposable {
    return this.#clock.setTimer(this.#limits.heartbeatMs, () => {
      for (const connection of this.#open) connection.beat();
      this.#heart = this.#open.size > 0 && !this.#draining ? this.#nextBeat() : undefined;
    });
  }
}
