// @ts-check
import { withPackedPackages } from './packed-packages.js';
import { runTool } from './run-tool.js';

/** @typedef {import('./packed-packages.js').PackedPackage} PackedPackage */

/**
 * What publint and attw are asked about one package.
 * @type {(pkg: PackedPackage) => string[][]}
 */
const questions = ({ tarball, manifest }) => [
  ['publint', '--strict', tarball],
  ['attw', '--profile', 'esm-only', '--format', 'ascii', ...untyped(manifest), tarball],
];

/**
 * A package of plain JavaScript promises no types, so their absence is not a fault.
 * @param {any} manifest
 */
function untyped(manifest) {
  return 'types' in manifest ? [] : ['--ignore-rules', 'untyped-resolution'];
}

await withPackedPackages(async (packed) => {
  for (const pkg of packed) {
    for (const command of questions(pkg)) {
      const { code, output } = await runTool(command, { quiet: true });
      console.log(`${code === 0 ? '✓' : '✗'} ${command[0]} ${pkg.name}`);
      if (code === 0) continue;
      console.error(output);
      process.exitCode = 1;
    }
  }
});
