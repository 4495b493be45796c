// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * The workspace's top folder: the nearest one upwards that holds `nx.json`.
 * @param {string} [from]
 * @returns {string}
 */
export function repositoryRoot(from = process.cwd()) {
  if (existsSync(join(from, 'nx.json'))) return from;
  if (dirname(from) === from) {
    throw new Error('no nx.json here or above: run this inside the repository');
  }
  return repositoryRoot(dirname(from));
}

/**
 * Every file people wrote, as paths from the root, sorted; what `.gitignore` names is left out.
 * Read from the disk and not from git, so that an archive without history can be tested too.
 * @param {string} [root]
 * @returns {string[]}
 */
export function repositoryFiles(root = repositoryRoot()) {
  const ignored = new Set(['.git', ...namesIn(join(root, '.gitignore'))]);
  /** @type {(folder: string) => string[]} */
  const walk = (folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !ignored.has(entry.name))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : [relative(root, path)];
      });
  return walk(root).sort();
}

/** @param {string} file */
function namesIn(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().replaceAll('/', ''))
    .filter(Boolean);
}

/**
 * @param {string} path a JSON file, from the root
 * @param {string} [root]
 * @returns {any}
 */
export function readJson(path, root = repositoryRoot()) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
