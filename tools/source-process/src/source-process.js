// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sourceArguments } from './source-arguments.cjs';

/** A real process that runs a TypeScript file on the source of the packages, and talks in lines. */
export class SourceProcess {
  /** @type {string[]} what it has said so far */
  lines = [];
  #child;
  #exit;
  #wake = () => {};

  /**
   * @param {string} file from the root of the disk
   * @param {readonly string[]} args
   */
  constructor(file, ...args) {
    this.#child = spawn(process.execPath, sourceArguments(file, args), {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#exit = once(this.#child, 'exit');
    // a process that is killed leaves its pipe broken
    this.#child.stdin.on('error', () => {});
    createInterface(this.#child.stdout).on('line', (line) => {
      this.lines.push(line);
      this.#wake();
    });
    void this.#exit.then(() => this.#wake());
  }

  /**
   * The line of that number, when it is there. Rejects when the process ends without it.
   * @param {number} index
   * @returns {Promise<string>}
   */
  async line(index) {
    for (;;) {
      const line = this.lines[index];
      if (line !== undefined) return line;
      const ended = this.#child.exitCode ?? this.#child.signalCode;
      if (ended !== null) throw new Error(`it ended with ${ended}`);
      await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
    }
  }

  /**
   * Says a line to the process.
   * @param {string} line
   */
  say(line) {
    this.#child.stdin.write(`${line}\n`);
  }

  /**
   * Sends it a signal that it may catch.
   * @param {NodeJS.Signals} name
   */
  signal(name) {
    this.#child.kill(name);
  }

  /**
   * The code it exits with.
   * @returns {Promise<number | null>}
   */
  async exitCode() {
    const [code] = await this.#exit;
    return code;
  }

  /** Ends the process as nothing can prevent; resolves when it is gone. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }
}
