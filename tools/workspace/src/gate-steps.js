// @ts-check

/**
 * @typedef {object} GateStep
 * @property {string} name what `--only` takes
 * @property {string} promise what is true of the repository when the step passes
 * @property {readonly string[]} command
 */

/**
 * The whole gate, in order. This list is the only place that says what must pass.
 * @type {readonly GateStep[]}
 */
export const GATE_STEPS = [
  {
    name: 'format',
    promise: 'every file is formatted',
    command: ['prettier', '--check', '--log-level=warn', '.'],
  },
  {
    name: 'sync',
    promise: 'project references match the dependencies',
    command: ['nx', 'sync:check'],
  },
  {
    name: 'lint',
    promise: 'layers, words and style are kept',
    command: ['nx', 'run-many', '-t', 'lint'],
  },
  {
    name: 'typecheck',
    promise: 'every type holds, the promised errors included',
    command: ['nx', 'run-many', '-t', 'typecheck'],
  },
  {
    name: 'test',
    promise: 'every test passes',
    command: ['nx', 'run-many', '-t', 'test', '--output-style=static'],
  },
  { name: 'build', promise: 'every package builds', command: ['nx', 'run-many', '-t', 'build'] },
  { name: 'unused', promise: 'no file, export or dependency is unused', command: ['knip'] },
  {
    name: 'docs',
    promise: 'what is generated is up to date',
    command: ['node', 'tools/workspace/src/docs-check.js'],
  },
  {
    name: 'manifests',
    promise: 'publint and attw accept every package',
    command: ['node', 'tools/workspace/src/manifest-check.js'],
  },
  {
    name: 'pack',
    promise: 'every package works once packed and installed',
    command: ['node', 'tools/workspace/src/pack-check.js'],
  },
];
