// @ts-check
import { parseArgs } from 'node:util';
import { ROWS, rowNamed } from './rows.js';

const OPTIONS = /** @type {const} */ ({
  only: { type: 'string', multiple: true },
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  'write-docs': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
});

/** What `--help` prints. */
export const HELP = `Measures the tracker beside what people would use instead.

npm run bench -- [options]

  --only <row>   only this row; may be given several times
  --quick        a tenth of the executions and shorter rounds, under a minute; no figures to quote
  --json         one JSON document instead of tables
  --check        exit with 1 when a goal is missed
  --write-docs   put the figures into docs/benchmarks.md; all rows, not quick
  --help         this

Rows:
${ROWS.map(({ name, title }) => `  ${name.padEnd(13)}  ${title}`).join('\n')}
`;

/** A command line that asks for something impossible; the message says what is possible. */
export class UsageError extends Error {}

/**
 * What was asked for. Throws a `UsageError` for what it does not know.
 * @param {string[]} args
 */
export function parseCommandLine(args) {
  try {
    return parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string[]} args */
function parse(args) {
  const { values } = parseArgs({ args, options: OPTIONS, strict: true });
  const { only, quick, json, check, help, 'write-docs': writeDocs } = values;
  if (writeDocs && (quick || only)) {
    throw new Error('--write-docs takes all rows at full size; leave --quick and --only out.');
  }
  const rows = only ? only.flatMap((names) => names.split(',')).map(rowNamed) : ROWS;
  return { rows, quick, json, check, writeDocs, help };
}
