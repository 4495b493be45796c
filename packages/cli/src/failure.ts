import { printable } from '@tracker/audit';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { ExitCode } from './exit-code.js';

/** An end that is no defect: what to say, and with which code to exit. */
export class Failure extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.exitCode = exitCode;
  }
}

/** There is no such execution for whoever asks. */
export function notFound(executionId: string): Failure {
  return new Failure(
    ExitCode.NOT_FOUND,
    `There is no execution ${JSON.stringify(executionId)} here; "tracker ls" shows those that there are.`,
  );
}

const OF_CODE: Partial<Record<TrackerErrorCode, ExitCode>> = {
  [TrackerErrorCode.INVALID_INPUT]: ExitCode.USAGE,
  [TrackerErrorCode.INVALID_STATE]: ExitCode.USAGE,
  [TrackerErrorCode.INVALID_PHASE]: ExitCode.USAGE,
  [TrackerErrorCode.NOT_FOUND]: ExitCode.NOT_FOUND,
  [TrackerErrorCode.STORE_FAILURE]: ExitCode.STORE,
  [TrackerErrorCode.DIGEST_MISMATCH]: ExitCode.STORE,
  [TrackerErrorCode.INTERNAL]: ExitCode.INTERNAL,
};

/** The code to exit with after an error. What the tracker refuses for a reason is unmet; what nobody expected is a defect. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof Failure) return error.exitCode;
  if (TrackerError.is(error)) return OF_CODE[error.code] ?? ExitCode.UNMET;
  return ExitCode.INTERNAL;
}

/** What a person reads about an error, on one line and harmless to a terminal. */
export function describeFailure(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return printable(said.replace(/\s*\n\s*/g, ' ').trim(), 1_000);
}
