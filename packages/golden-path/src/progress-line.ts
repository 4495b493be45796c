import type { Clock } from '@tracker/core';
import { AgentFrameType } from '@tracker/client';
import type { JourneyResult } from './journey.js';
import { count, duration } from './words.js';

/** Where text goes. */
export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Between two signs of progress, in milliseconds: on a terminal, and elsewhere. */
const EVERY = { terminal: 100, log: 5_000 };

/** Shows how a run is going: one line that is rewritten on a terminal, now and then a line elsewhere. */
export class ProgressLine {
  readonly #output: TextOutput;
  readonly #clock: Clock;
  readonly #total: number | undefined;
  readonly #startedAt: number;
  #shownAt: number;
  #answered = 0;
  #errors = 0;
  #nothing = 0;

  /** Without a total the time decides when it is over. */
  constructor(output: TextOutput, clock: Clock, total: number | undefined) {
    this.#output = output;
    this.#clock = clock;
    this.#total = total;
    this.#startedAt = this.#shownAt = clock.now();
  }

  /** One more journey is over. */
  add({ outcome }: Pick<JourneyResult, 'outcome'>): void {
    if (!outcome) this.#nothing += 1;
    else if (outcome.type === AgentFrameType.COMPLETED) this.#answered += 1;
    else this.#errors += 1;
    const now = this.#clock.now();
    if (now - this.#shownAt < (this.#output.isTTY ? EVERY.terminal : EVERY.log)) return;
    this.#shownAt = now;
    this.#output.write(
      this.#output.isTTY ? `\r${this.#text(now)}\u001b[K` : `${this.#text(now)}\n`,
    );
  }

  /** Says something that stays. */
  interrupt(line: string): void {
    this.end();
    this.#output.write(`${line}\n`);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.#output.isTTY) this.#output.write('\r\u001b[K');
  }

  #text(now: number): string {
    const done = this.#answered + this.#errors + this.#nothing;
    const silent = this.#nothing > 0 ? `, ${count(this.#nothing)} without a word` : '';
    return (
      `${count(done)}${this.#total === undefined ? '' : ` of ${count(this.#total)}`} journeys after ${duration(now - this.#startedAt)}: ` +
      `${count(this.#answered)} answered, ${count(this.#errors)} with an error${silent}`
    );
  }
}
