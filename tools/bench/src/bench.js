// @ts-check
import { writeDocs } from './docs-page.js';
import { measure } from './measure.js';
import { run } from './program.js';

const PAGE = new URL('../../../docs/benchmarks.md', import.meta.url);

process.exitCode = await run(process.argv.slice(2), {
  print: console.log,
  complain: console.error,
  measure,
  writeDocs: (report) => writeDocs(PAGE, report),
});
