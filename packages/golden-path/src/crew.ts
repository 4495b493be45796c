import type { Clock } from '@tracker/core';
import type { Launch } from './launch.js';
import type { FromPart, PartSetup } from './part-messages.js';
import { PartProcess } from './part-process.js';
import type { Strikes } from './strikes.js';

export interface CrewOptions {
  readonly launch: Launch;
  readonly strikes: Strikes;
  readonly clock: Clock;
}

/** The processes of a play. Whichever ends is replaced by another in its role, until the crew is closed. */
export class Crew {
  /** The names of those that were killed by design. */
  readonly killed: string[] = [];
  /** The names of those that ended and nobody knows why. */
  readonly fallen: string[] = [];
  readonly #options: CrewOptions;
  readonly #parts = new Set<PartProcess>();
  #closing = false;
  #hired = 0;
  #turn = 0;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  /** How many processes there have been. */
  get started(): number {
    return this.#hired;
  }

  /** Starts a process and resolves when it is at work. */
  async hire(setup: PartSetup): Promise<PartProcess> {
    const { launch } = this.#options;
    const name = `${setup.name}#${++this.#hired}`;
    const part = new PartProcess({
      child: launch(setup.role),
      setup: { ...setup, name },
      onAsk: (asking, asked) => this.#rule(asking, asked),
    });
    this.#parts.add(part);
    void part.ended.then(() => this.#replace(part, setup));
    await part.ready();
    return part;
  }

  /** The address of a gateway that is up, each in its turn; of one that was, when none is. */
  gatewayUrl(): string {
    const gateways = [...this.#parts].filter(({ setup, url }) => isGateway(setup) && url !== '');
    const gateway = gateways[this.#turn++ % Math.max(1, gateways.length)];
    return gateway?.url ?? NOWHERE;
  }

  killGateway(url: string): void {
    const gateway = [...this.#parts].find(
      (part) => isGateway(part.setup) && part.url !== '' && url.startsWith(part.url),
    );
    if (gateway) this.#kill(gateway);
  }

  blockStore(): void {
    for (const part of this.#parts) {
      if (part.setup.role === 'backstage') part.say({ type: 'block_store' });
    }
  }

  /** Lets everybody go; resolves when no process is left. */
  async close(): Promise<void> {
    this.#closing = true;
    const { clock } = this.#options;
    // those that are on the stage first: they may still need what is behind it
    const [behind, before] = [this.#of('backstage'), this.#parts];
    await Promise.all([...before].filter((part) => !behind.includes(part)).map(closing));
    await Promise.all(behind.map(closing));

    function closing(part: PartProcess): Promise<void> {
      return part.close(clock);
    }
  }

  /** Ends every process at once. */
  abandon(): void {
    this.#closing = true;
    for (const part of this.#parts) part.kill();
  }

  #of(role: PartSetup['role']): readonly PartProcess[] {
    return [...this.#parts].filter(({ setup }) => setup.role === role);
  }

  #kill(part: PartProcess): void {
    if (part.dismissed) return;
    this.killed.push(part.setup.name);
    part.kill();
  }

  #rule(part: PartProcess, { ask, runId, fault }: Extract<FromPart, { type: 'ask' }>): void {
    const strike = this.#options.strikes.claim(runId);
    const deadly = fault.kind === 'worker_killed' || fault.kind === 'gateway_killed';
    if (strike && deadly) this.#kill(part);
    else part.say({ type: 'ruling', ask, strike });
  }

  #replace(part: PartProcess, setup: PartSetup): void {
    this.#parts.delete(part);
    if (this.#closing) return;
    if (!part.dismissed) this.fallen.push(part.setup.name);
    // one that can't even start would be replaced without end, and nobody knows the way to another backstage
    if (!part.begun || setup.role === 'backstage') return;
    this.hire(setup).catch(() => undefined);
  }
}

function isGateway({ role }: PartSetup): boolean {
  return role === 'gateway';
}

/** Where nobody listens. */
const NOWHERE = 'http://127.0.0.1:9';
