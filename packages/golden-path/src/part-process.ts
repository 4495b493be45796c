import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Clock } from '@tracker/core';
import type { FromPart, PartSetup, ToPart } from './part-messages.js';

export interface PartProcessOptions {
  readonly child: ChildProcess;
  readonly setup: PartSetup;
  readonly onAsk: (part: PartProcess, asked: Extract<FromPart, { type: 'ask' }>) => void;
}

/** How long a process may take to close before it is killed, in milliseconds. */
const CLOSE_WITHIN_MS = 10_000;

/** The director's end of the line to one process. */
export class PartProcess {
  readonly setup: PartSetup;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  /** Where it can be reached; empty until it is ready. */
  url = '';
  /** Whether it ever was at work. */
  begun = false;
  /** Whether it was ended on purpose. */
  dismissed = false;
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;

  constructor({ child, setup, onAsk }: PartProcessOptions) {
    this.#child = child;
    this.setup = setup;
    this.ended = once(child, 'exit').then(() => undefined);
    child.on('error', () => undefined); // it shows in its exit
    this.#ready = new Promise((resolve, reject) => {
      child.on('message', (message: FromPart) => {
        if (message.type === 'ask') return onAsk(this, message);
        if (message.type === 'failed')
          return reject(new Error(`${setup.name}: ${message.message}`));
        this.url = message.url;
        this.begun = true;
        resolve();
      });
      void this.ended.then(() => reject(new Error(`${setup.name} ended before it was ready`)));
    });
    this.#ready.catch(() => undefined); // whoever waits hears of it
    this.say({ type: 'setup', setup });
  }

  /** Resolves when it is at work; rejects when it can't be. */
  ready(): Promise<void> {
    return this.#ready;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  say(message: ToPart): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends it as a crash would. */
  kill(): void {
    this.dismissed = true;
    this.#child.kill('SIGKILL');
  }

  /** Lets it close in order; kills it when that takes too long. */
  async close(clock: Clock): Promise<void> {
    this.dismissed = true;
    if (!this.alive) return;
    const patience = clock.setTimer(CLOSE_WITHIN_MS, () => this.kill());
    this.say({ type: 'close' });
    await this.ended;
    patience.dispose();
  }
}
