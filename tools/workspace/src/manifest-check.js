// @ts-check
import { packPublicPackages } from './packed-packages.js';
import { program } from './program.js';
import { runTool } from './run-tool.js';

/** @typedef {import('./packed-packages.js').PackedPackage} PackedPackage */

/**
 * What publint and attw are asked about one package.
 * @type {(pkg: PackedPackage) => string[][]}
 */
const questions = ({ tarball }) => [
  ['publint', '--strict', tarball],
  ['attw', '--profile', 'esm-only', '--format', 'ascii', tarball],
];

await program(async () => {
  const { packed } = await packPublicPackages();
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
