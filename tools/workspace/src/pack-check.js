// @ts-check
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packPublicPackages } from './packed-packages.js';
import { program } from './program.js';
import { importSpecifiers } from './public-packages.js';
import { readJson } from './repository.js';
import { mustRun, runTool } from './run-tool.js';
import { usesOf } from './stranger.js';

/** @typedef {import('./packed-packages.js').PackedPackage} PackedPackage */

/**
 * Makes `folder` a project of a stranger, who has the packages from their tarballs and nothing of ours.
 * @param {readonly PackedPackage[]} packed
 * @param {string} folder
 */
async function install(packed, folder) {
  const manifest = {
    private: true,
    dependencies: {
      ...Object.assign({}, ...packed.map(({ manifest }) => manifest.peerDependencies)),
      ...Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`])),
    },
    devDependencies: { '@types/node': readJson('package.json').devDependencies['@types/node'] },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await mustRun(['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder });
}

/**
 * @param {string} says
 * @param {readonly string[]} command
 * @param {string} cwd
 */
async function check(says, command, cwd) {
  const { code, output } = await runTool(command, { quiet: true, cwd });
  console.log(`${code === 0 ? '✓' : '✗'} ${says}`);
  if (code === 0) return;
  console.error(output);
  process.exitCode = 1;
}

await program(async () => {
  const { packed, folder } = await packPublicPackages();
  await install(packed, folder);
  const specifiers = packed.flatMap(importSpecifiers);
  console.log(`Installed as a stranger would: ${specifiers.join(', ')}`);
  for (const { as, file, text, command } of usesOf(specifiers)) {
    await writeFile(join(folder, file), text);
    await check(`all of them as ${as}`, command, folder);
  }
  for (const bin of packed.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}))) {
    await check(`${bin} --help`, [join('node_modules', '.bin', bin), '--help'], folder);
  }
});
