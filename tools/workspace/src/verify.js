// @ts-check
import { parseArgs } from 'node:util';
import { GATE_STEPS } from './gate-steps.js';
import { runTool } from './run-tool.js';

const HELP = `Usage: npm run verify [-- --only <step> …]

The whole gate. Every step runs even when an earlier one failed.

Steps:
${GATE_STEPS.map(({ name, promise }) => `  ${name.padEnd(10)} ${promise}`).join('\n')}

Exit codes: 0 all passed · 1 a step failed · 2 the command line was wrong`;

/** @typedef {import('./gate-steps.js').GateStep} GateStep */

/** @param {readonly GateStep[]} steps */
async function verify(steps) {
  const failed = [];
  for (const [index, step] of steps.entries()) {
    console.log(`\n── ${index + 1}/${steps.length} ${step.name}: ${step.promise}`);
    const startedAt = performance.now();
    const { code } = await runTool(step.command);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`);
    if (code !== 0) failed.push(step);
  }
  return failed;
}

/** @param {readonly GateStep[]} failed */
function report(failed) {
  if (failed.length === 0) return console.log('\nThe gate is open: every step passed.');
  console.error(`\nThe gate is shut: ${failed.length} step(s) failed.`);
  for (const { name, promise } of failed) {
    console.error(`✗ ${name}: not so: ${promise}. Alone: npm run verify -- --only ${name}`);
  }
}

/** @param {readonly string[]} only */
function chosen(only) {
  const unknown = only.filter((name) => !GATE_STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = GATE_STEPS.map(({ name }) => name).join(', ');
    throw new TypeError(`no step is called ${unknown.join(', ')}; the steps are ${known}`);
  }
  return only.length === 0 ? GATE_STEPS : GATE_STEPS.filter(({ name }) => only.includes(name));
}

/** @param {string[]} args */
function parse(args) {
  const { values } = parseArgs({
    args,
    options: { help: { type: 'boolean' }, only: { type: 'string', multiple: true } },
  });
  return { help: values.help ?? false, steps: chosen(values.only ?? []) };
}

try {
  const { help, steps } = parse(process.argv.slice(2));
  if (help) {
    console.log(HELP);
  } else {
    const failed = await verify(steps);
    report(failed);
    process.exitCode = failed.length === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  process.exitCode = 2;
}
