// @ts-check
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { repositoryRoot } from './repository.js';

/**
 * @typedef {object} ToolResult
 * @property {number} code the exit code; 1 when a signal ended the tool
 * @property {string} output both streams, when `quiet`; otherwise empty
 */

/**
 * Runs one tool of the workspace to its end, without a terminal to ask questions on.
 * @param {readonly string[]} command
 * @param {{ quiet?: boolean, cwd?: string }} [options] `quiet` collects the output instead of showing it
 * @returns {Promise<ToolResult>}
 */
export function runTool([name = '', ...args], { quiet = false, cwd = repositoryRoot() } = {}) {
  return new Promise((resolve, reject) => {
    const shown = quiet ? 'pipe' : 'inherit';
    const child = spawn(name, args, { cwd, env: environment(), stdio: ['ignore', shown, shown] });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a tool quietly and throws what it said if it failed.
 * @param {readonly string[]} command
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<string>} its output
 */
export async function mustRun(command, options) {
  const { code, output } = await runTool(command, { ...options, quiet: true });
  if (code !== 0) throw new Error(`\`${command.join(' ')}\` ended with ${code}:\n${output}`);
  return output;
}

function environment() {
  const bin = join(repositoryRoot(), 'node_modules', '.bin');
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
  };
}
