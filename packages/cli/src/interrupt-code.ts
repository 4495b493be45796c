import { ExitCode } from './exit-code.js';

/** The code to exit with after an interrupt that ended something before it was done. */
export function interruptCode(interrupted: AbortSignal): ExitCode {
  return interrupted.reason === 'SIGTERM' ? ExitCode.TERMINATED : ExitCode.INTERRUPTED;
}
