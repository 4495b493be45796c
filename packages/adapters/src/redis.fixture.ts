import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The program that is looked for, unless `REDIS_SERVER` names another. */
const PROGRAM = process.env['REDIS_SERVER'] ?? 'redis-server';

/** Set where a machine without Redis is a failure, as in continuous integration. */
const NEEDED = process.env['TRACKER_NEEDS_REDIS'] === '1';

/**
 * What is tried with a real Redis. Without one it says so as something still to be done, or, where one is needed,
 * fails.
 */
export function withRedis(what: string, specs: () => void): void {
  if (spawnSync(PROGRAM, ['--version']).status === 0) return describe(what, specs);
  const reason = `there is no ${PROGRAM} on this machine`;
  if (!NEEDED) return it.todo(`NOT RUN, for ${reason}: ${what}`);
  it(what, () => {
    throw new Error(`TRACKER_NEEDS_REDIS is set, and ${reason}.`);
  });
}

/** A Redis of a test's own, on a socket file; nothing is kept. */
export class RedisServer {
  /** The socket file. */
  readonly path: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.path = join(folder, 'redis.sock');
    this.#child = child;
  }

  static async open(): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tracker-redis-'));
    const settings = ['--port', '0', '--unixsocket', join(folder, 'redis.sock'), '--dir', folder];
    const child = spawn(PROGRAM, [...settings, '--save', '', '--maxmemory-policy', 'noeviction'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const server = new RedisServer(folder, child);
    for await (const line of createInterface(child.stdout)) {
      if (/ready to accept connections/i.test(line)) return server;
    }
    throw new Error(`${PROGRAM} ended before it was ready.`);
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
