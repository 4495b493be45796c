// @ts-check
import { HELP, UsageError, parseCommandLine } from './command-line.js';
import { writeDocs } from './docs-page.js';
import { commit, machine } from './machine.js';
import { measure } from './measure.js';
import { machineLine, rowText } from './report.js';
import { SCALES } from './scale.js';

const PAGE = new URL('../../../docs/benchmarks.md', import.meta.url);

/**
 * Measures what was asked for, telling people on the way.
 * @param {ReturnType<typeof parseCommandLine>} asked
 * @param {(text: string) => void} tell
 * @returns {Promise<import('./report.js').Report>}
 */
async function bench({ rows, quick }, tell) {
  const scale = SCALES[quick ? 'quick' : 'full'];
  const report = { machine: machine(), commit: commit(), date: new Date().toISOString() };
  tell(`${machineLine(report)} · commit ${report.commit}${quick ? ' · quick' : ''}\n`);
  const measured = [];
  for (const row of rows) {
    const found = await measure(row, scale);
    tell(rowText(found));
    measured.push(found);
  }
  const reached = measured.every((row) => row.reached);
  return { schema: 1, ...report, quick, scale, reached, rows: measured };
}

async function main() {
  const asked = parseCommandLine(process.argv.slice(2));
  if (asked.help) {
    console.log(HELP);
    return;
  }
  const report = await bench(asked, asked.json ? () => {} : console.log);
  if (asked.json) console.log(JSON.stringify(report, null, 2));
  else console.log(report.reached ? 'Every goal is reached.' : 'Not every goal is reached.');
  if (asked.writeDocs) writeDocs(PAGE, report);
  if (asked.check && !report.reached) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
