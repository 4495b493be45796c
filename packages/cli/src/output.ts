import { printableJson } from '@tracker/audit';
import type { CommandIo, TextOutput } from './command-io.js';
import { PLAIN_INK, terminalInk, type Ink } from './ink.js';

/** Which form was asked for on the command line. */
export interface FormAsked {
  readonly json?: boolean;
  readonly text?: boolean;
}

/** Characters in a line where nobody says how many fit. */
const DEFAULT_WIDTH = 100;

/** Where a command says what it found: tables for people on a terminal, JSON elsewhere, unless it was told. */
export class Output {
  readonly json: boolean;
  readonly ink: Ink;
  readonly width: number;
  readonly #out: TextOutput;

  constructor({ stdout, env }: Pick<CommandIo, 'stdout' | 'env'>, asked: FormAsked = {}) {
    this.json = asked.json ?? (!asked.text && stdout.isTTY !== true);
    this.ink = stdout.isTTY && !env['NO_COLOR'] ? terminalInk(env) : PLAIN_INK;
    this.width = Math.max(40, stdout.columns ?? DEFAULT_WIDTH);
    this.#out = stdout;
  }

  /** Resolves when the reader has taken the text, so that a slow one slows us down. */
  async lines(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.#write(`${lines.join('\n')}\n`);
  }

  /** One document, laid out for eyes too. */
  async document(value: unknown): Promise<void> {
    await this.#write(`${printableJson(value)}\n`);
  }

  /** One document on one line, of a stream of them. */
  async jsonLine(value: unknown): Promise<void> {
    await this.#write(`${printableJson(value, 0)}\n`);
  }

  #write(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.#out.write(text, () => resolve());
    });
  }
}
