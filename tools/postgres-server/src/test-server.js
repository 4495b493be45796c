// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { copyBinaries } from './binaries.js';

/** `nobody` on the systems where tests run as root, as which PostgreSQL refuses to run. */
const NOBODY = 65_534;

/** Durable as in production, and small. */
const SETTINGS = {
  max_connections: '150',
  shared_buffers: '64MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  restart_after_crash: 'on',
};

/** A real PostgreSQL of one's own, from npm, in a temporary folder. Nothing but `stop` or `kill` ends it. */
export class TestServer {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;
  #folder = mkdtempSync(join(tmpdir(), 'tracker-postgres-'));
  #bin = '';
  #port = 0;

  /**
   * A running server.
   * @param {{ template?: string }} [options] `template`: a folder with programs and an initialised cluster
   */
  static async start({ template } = {}) {
    const server = new TestServer();
    server.#prepare(template);
    for (let tries = 1; ; tries++) {
      server.#port = await freePort();
      const said = await server.#rise();
      if (said === undefined) return server;
      // somebody else may have taken the port meanwhile
      if (!said.includes('in use') || tries === 10) throw notStarted(said);
    }
  }

  get folder() {
    return this.#folder;
  }

  get port() {
    return this.#port;
  }

  get pid() {
    return this.#process?.pid;
  }

  /** @param {string} [database] */
  url(database = 'postgres') {
    return `postgres://postgres@127.0.0.1:${this.#port}/${database}`;
  }

  /** Starts it again on the data and the port it had. */
  async start() {
    const said = await this.#rise();
    if (said !== undefined) throw notStarted(said);
  }

  /** Resolves when it is ready, or with what it said when it can't be. */
  async #rise() {
    for (let tries = 1; ; tries++) {
      const said = await this.#try();
      // after a crash the children of the one before may still be on their way out
      if (!said?.includes('shared memory') || tries === 40) return said;
      await setTimeout(50);
    }
  }

  /** Resolves when it is ready, or with what it said when it ended instead. */
  async #try() {
    const settings = Object.entries(SETTINGS).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const args = ['-D', join(this.#folder, 'data'), '-p', String(this.#port), ...settings];
    const child = spawn(join(this.#bin, 'postgres'), args, {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...identity(),
    });
    this.#process = child;
    let said = '';
    child.stderr?.on(
      'data',
      (/** @type {Buffer} */ text) => (said = `${said}${text}`.slice(-4_000)),
    );
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null) return said;
      if (isReady(join(this.#folder, 'data', 'postmaster.pid'), child.pid)) return undefined;
      await setTimeout(50);
    }
    throw new Error(`PostgreSQL did not get ready: ${said}`);
  }

  /** Ends it as a crash would: at once, with whatever it was doing. */
  async crash() {
    // of the postmaster alone: its children notice, and stop by themselves
    await this.#end('SIGKILL');
  }

  /** Ends it without waiting for anybody: an immediate shutdown. */
  async abort() {
    await this.#end('SIGQUIT');
  }

  /** Ends it and removes everything. */
  async stop() {
    await this.#end('SIGQUIT');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** @param {string | undefined} template */
  #prepare(template) {
    chmodSync(this.#folder, 0o755);
    this.#bin = template ? join(template, 'native', 'bin') : copyBinaries(this.#folder);
    const data = join(this.#folder, 'data');
    if (template) cpSync(join(template, 'fresh'), data, { recursive: true });
    else this.#initialise(join(this.#folder, 'fresh'), data);
    own(data);
  }

  /**
   * @param {string} fresh
   * @param {string} data
   */
  #initialise(fresh, data) {
    const { uid, gid } = identity();
    if (uid !== undefined) chownSync(this.#folder, uid, gid ?? uid);
    const args = ['-U', 'postgres', '-A', 'trust', '--no-sync', '--locale=C', '--encoding=UTF8'];
    execFileSync(join(this.#bin, 'initdb'), ['-D', fresh, ...args], {
      stdio: 'pipe',
      cwd: this.#folder,
      ...identity(),
    });
    cpSync(fresh, data, { recursive: true });
  }
}

/** @returns {{ uid?: number, gid?: number }} */
function identity() {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** @param {string} folder */
function own(folder) {
  chmodSync(folder, 0o700);
  const { uid } = identity();
  if (uid !== undefined) execFileSync('chown', ['-R', `${uid}:${uid}`, folder]);
}

/**
 * The file of one that crashed is still there when the next begins, so its first line counts.
 * @param {string} pidFile
 * @param {number | undefined} pid
 */
function isReady(pidFile, pid) {
  const text = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : '';
  return text.startsWith(`${pid}\n`) && text.includes('ready');
}

/** @param {string} said */
function notStarted(said) {
  return new Error(`PostgreSQL did not start: ${said}`);
}

/** Below those that systems give to whoever asks for any: nobody gets one of these while a server is down for a moment. */
const PORTS = { first: 20_000, count: 12_000 };

/** @returns {Promise<number>} */
async function freePort() {
  const port = PORTS.first + randomInt(PORTS.count);
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    // another port is only of use when this one is taken
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    return freePort();
  }
  probe.close();
  await once(probe, 'close');
  return port;
}
