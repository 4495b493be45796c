// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives `work` a name for a file on the disk, and removes everything afterwards.
 * @template Result
 * @param {(file: (name: string) => string) => Promise<Result>} work
 */
export async function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-bench-'));
  try {
    return await work((name) => join(folder, `${name}.db`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A connection through the driver that the store takes on this Node, as durable as the store's.
 * @param {string} file
 * @returns {Promise<import('libsql').Database>}
 */
export async function connect(file) {
  const builtin = /** @type {any} */ (process.getBuiltinModule('node:sqlite'));
  const Connection = builtin?.DatabaseSync ?? (await import('libsql')).default;
  const connection = new Connection(file);
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return connection;
}
