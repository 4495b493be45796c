import { readFileSync } from 'node:fs';
import { ExitCode } from './exit-code.js';
import { PACKAGE_FILE } from './package-file.cjs';
import { runTracker } from './program.js';

const AWAKE_MS = 60_000;

const CODES = { SIGINT: ExitCode.INTERRUPTED, SIGTERM: ExitCode.TERMINATED } as const;

/**
 * Before it is called a signal ends the process, as it ends any; from then on the first aborts, and the second exits.
 */
function interrupts(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(CODES[signal]);
      interrupted.abort(signal);
    });
  }
  return interrupted.signal;
}

async function main(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const { version } = JSON.parse(readFileSync(PACKAGE_FILE, 'utf8')) as { version: string };
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // whoever closes the pipe early has seen enough; a full disk has not
    if (error.code === 'EPIPE') process.exit(ExitCode.OK);
    stderr.write(`tracker: The output can't be written: ${error.message}\n`);
    process.exit(ExitCode.UNMET);
  });
  // a gateway does not go down with whoever reads its log
  stderr.on('error', () => undefined);
  // the timers of what is at work keep no process alive
  const awake = setInterval(() => undefined, AWAKE_MS);
  const io = { stdin, stdout, stderr, env, version, interrupts };
  process.exitCode = await runTracker(process.argv.slice(2), io);
  clearInterval(awake);
}

void main();
