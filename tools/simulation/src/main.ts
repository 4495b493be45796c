import { USAGE, readArguments, type Asked } from './arguments.js';
import { describeFailure } from './describe-failure.js';
import { leavePostgres } from './postgres-ground.js';
import { liveWorld } from './world.js';

/** Worlds between two signs of progress. */
const STRIDE = 500;

async function live({ from, seeds, ground, trace }: Asked): Promise<number> {
  let failed = 0;
  let executions = 0;
  for (let seed = from; seed < from + seeds; seed++) {
    const report = await liveWorld(seed, { ground });
    executions += report.executions;
    if (report.violations.length > 0) {
      failed += 1;
      console.log(describeFailure(report));
    }
    if (trace && report.violations.length === 0) console.log(report.trace.join('\n'));
    const lived = seed - from + 1;
    if (lived % STRIDE === 0 && lived < seeds) console.error(`${lived} of ${seeds} worlds …`);
  }
  console.log(
    `${seeds} worlds from seed ${from}, ${executions} executions, ${failed} worlds failed`,
  );
  return failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  try {
    return await live(readArguments(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  } finally {
    await leavePostgres();
  }
}

void main().then((code) => {
  process.exitCode = code;
});
