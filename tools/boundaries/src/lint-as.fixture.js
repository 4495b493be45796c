// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Nx renews the project graph before it runs a task; a bare run of these specs must do so itself. */
export function freshProjectGraph() {
  if (process.env.NX_TASK_TARGET_PROJECT) return;
  execFileSync(join(ROOT, 'node_modules/.bin/nx'), ['show', 'projects'], {
    cwd: ROOT,
    env: { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' },
    stdio: 'ignore',
  });
}

/** @type {Map<string, ESLint>} */
const byFolder = new Map();

/** @param {string} folder */
export function eslintOf(folder) {
  const eslint = byFolder.get(folder) ?? new ESLint({ cwd: join(ROOT, folder) });
  byFolder.set(folder, eslint);
  return eslint;
}

/**
 * Lints `code` as if it stood in `file` of a package; the file need not exist.
 * @param {string} folder of the package, as in `packages/core`
 * @param {string} file as in `src/probe.ts`
 * @param {string} code
 * @returns {Promise<string[]>} the rules that were broken
 */
export async function lintAs(folder, file, code) {
  const filePath = join(ROOT, folder, file);
  const [result] = await eslintOf(folder).lintText(code, { filePath });
  if (!result) throw new Error(`${filePath} is ignored by lint`);
  return [...new Set(result.messages.map(({ ruleId, message }) => ruleId ?? message))];
}

/**
 * Lints modules that import each other. They have to be on disk, and are removed.
 * @param {Record<string, string>} modules by file name
 */
export async function lintTogether(modules) {
  const parent = join(ROOT, 'tools/boundaries/out-tsc');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'modules-'));
  try {
    for (const [name, code] of Object.entries(modules)) writeFileSync(join(folder, name), code);
    const eslint = new ESLint({ cwd: join(ROOT, 'tools/boundaries'), ignore: false });
    const results = await eslint.lintFiles([`${folder}/*.ts`]);
    return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
