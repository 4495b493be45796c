// @ts-check
const { join } = require('node:path');

/**
 * What Node is told to run a TypeScript file on the source of the packages. CommonJS, because only that knows its own
 * folder both when Node loads it and when the tests compile the rest.
 * @param {string} file from the root of the disk
 * @param {readonly string[]} [args] what the file finds in `process.argv`, as if Node could run it itself
 */
exports.sourceArguments = (file, args = []) => [
  '--no-warnings',
  '-C',
  '@tracker/source',
  join(__dirname, 'program.cjs'),
  file,
  ...args,
];
