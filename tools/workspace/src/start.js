// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
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

/** Hands the terminal to the golden path and ends as it ended. */
function run() {
  const bin = readJson(`${PACKAGE}/package.json`).bin;
  const [main] = typeof bin === 'string' ? [bin] : Object.values(bin);
  const file = join(repositoryRoot(), PACKAGE, String(main));
  const child = spawn(process.execPath, [file, ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends an interrupt to the whole group; the child decides how it ends.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

const code = await build();
if (code === 0) run();
else process.exitCode = code;
