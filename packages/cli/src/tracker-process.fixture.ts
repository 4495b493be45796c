import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceArguments } from '@tracker/source-process';

const MAIN = join(__dirname, 'main.ts');

/** A program that other processes run. */
interface Started {
  readonly file: string;
  readonly args: readonly string[];
}

/** Where `tracker` can be started as a real process, on the source of the packages. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-cli-process-'));
  /** A folder for the PATH, with `tracker` in it. */
  readonly bin = this.folder;
  readonly #started: TrackerProcess[] = [];

  constructor() {
    const line = [process.execPath, ...sourceArguments(MAIN)].map((word) => `'${word}'`).join(' ');
    writeFileSync(join(this.bin, 'tracker'), `#!/bin/sh\nexec ${line} "$@"\n`, { mode: 0o755 });
  }

  /** Starts `tracker` with these arguments. */
  tracker(args: readonly string[], options: ProcessOptions): TrackerProcess {
    return this.#start({ file: process.execPath, args: sourceArguments(MAIN, args) }, options);
  }

  /** Runs `tracker` to its end. */
  async run(args: readonly string[], options: ProcessOptions) {
    const running = this.tracker(args, options);
    const code = await running.exitCode();
    return { code, stdout: running.stdout, stderr: running.stderr };
  }

  /** Runs a script of bash in which `tracker` is on the PATH. */
  bash(script: string, { cwd, env }: ProcessOptions): TrackerProcess {
    const path = `${this.bin}:${process.env['PATH']}`;
    const args = ['-euo', 'pipefail', '-c', script];
    return this.#start({ file: 'bash', args }, { cwd, env: { ...env, PATH: path } });
  }

  #start({ file, args }: Started, options: ProcessOptions): TrackerProcess {
    const started = new TrackerProcess({ file, args }, options);
    this.#started.push(started);
    return started;
  }

  /** Kills what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const { child } of this.#started) child.kill('SIGKILL');
    await Promise.all(this.#started.map((one) => one.exitCode()));
    rmSync(this.folder, { recursive: true });
  }
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A real process, and what it has said. */
export class TrackerProcess {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #exit: Promise<unknown[]>;
  readonly #heard: (() => void)[] = [];

  constructor({ file, args }: Started, { cwd, env }: ProcessOptions) {
    this.child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd,
      env: { ...process.env, ...env },
    });
    this.#exit = once(this.child, 'close');
    this.child.stdout?.on('data', (chunk) => this.#hear('stdout', String(chunk)));
    this.child.stderr?.on('data', (chunk) => this.#hear('stderr', String(chunk)));
    void this.#exit.then(() => this.#wake());
  }

  /** Resolves when the pattern stands in what it said; rejects when it ends before. */
  async says(pattern: RegExp, on: 'stdout' | 'stderr' = 'stdout'): Promise<string> {
    for (;;) {
      const [found] = pattern.exec(this[on]) ?? [];
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`It has ended. ${this.stderr}`);
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  /** The code it exits with, once all it said was read. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#exit;
    return code as number | null;
  }

  #hear(name: 'stdout' | 'stderr', text: string): void {
    this[name] += text;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#heard.splice(0)) wake();
  }
}
