// @ts-check
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson, repositoryRoot } from './repository.js';
import { runTool } from './run-tool.js';

const PACKAGE = 'packages/golden-path';

/** Builds what the golden path needs; nothing is built twice. */
async function build() {
  console.error('Building the golden path (a moment the first time, then cached) …');
  const { code, output } = await runTool(['nx', 'run', 'golden-path:build'], { quiet: true });
  if (code !== 0) console.error(output);
  return code;
}

const code = await build();
if (code === 0) {
  const [main] = Object.values(readJson(`${PACKAGE}/package.json`).bin);
  // in this very process: whoever ends it ends the golden path, which takes its own processes along
  await import(pathToFileURL(join(repositoryRoot(), PACKAGE, String(main))).href);
} else process.exitCode = code;
