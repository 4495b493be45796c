import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real process that runs a fixture on the source of the packages. */
export class SourceProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #exit: Promise<unknown[]>;
  #wake: () => void = () => undefined;

  constructor(fixture: string, ...args: readonly string[]) {
    const file = join(__dirname, fixture);
    const loader = join(__dirname, 'ts-require.fixture.cjs');
    const code = `require(${JSON.stringify(file)})`;
    const options = ['--no-warnings', '-C', '@tracker/source', '-r', loader, '-e', code];
    this.#child = spawn(process.execPath, [...options, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#exit = once(this.#child, 'exit');
    // a process that is killed leaves its pipe broken
    this.#child.stdin?.on('error', () => undefined);
    if (this.#child.stdout) {
      createInterface(this.#child.stdout).on('line', (line) => {
        this.#lines.push(line);
        this.#wake();
      });
    }
    void this.#exit.then(() => this.#wake());
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The line of that number, when it is there. Rejects when the process ends without it. */
  async line(index: number): Promise<string> {
    for (;;) {
      const line = this.#lines[index];
      if (line !== undefined) return line;
      if (this.#child.exitCode !== null) throw new Error(`it ended with ${this.#child.exitCode}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Says a line to the process. */
  say(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  /** Ends the process as nothing can prevent; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  /** Lets the process end in good order. */
  async end(): Promise<number | null> {
    this.#child.stdin?.end();
    const [code] = await this.#exit;
    return code as number | null;
  }
}
