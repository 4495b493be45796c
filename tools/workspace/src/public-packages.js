// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, repositoryRoot } from './repository.js';

/**
 * @typedef {object} PublicPackage
 * @property {string} folder from the root, such as `packages/core`
 * @property {string} name
 * @property {any} manifest its package.json
 */

/**
 * The packages that are published: every one below `packages/` that is not private.
 * @param {string} [root]
 * @returns {PublicPackage[]}
 */
export function publicPackages(root = repositoryRoot()) {
  return readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, manifest: readJson(`${folder}/package.json`, root) }))
    .filter(({ manifest }) => !manifest.private)
    .map(({ folder, manifest }) => ({ folder, name: manifest.name, manifest }));
}

/**
 * What a user may import from a package, such as `@tracker/core`, `@tracker/core/testing` and its JSON files.
 * @param {PublicPackage} pkg
 * @returns {string[]}
 */
export function importSpecifiers({ name, manifest }) {
  return Object.keys(manifest.exports).map((subpath) => name + subpath.slice(1));
}
