import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { Failure, describeFailure, exitCodeOf, notFound } from './failure.js';
import { EXIT_MEANING, ExitCode } from './index.js';

const trackerError = (code: TrackerErrorCode) => new TrackerError({ code, message: 'no' });

describe('how a command ends after an error', () => {
  it.each([
    ['invalid_input', ExitCode.USAGE],
    ['store_failure', ExitCode.STORE],
    ['digest_mismatch', ExitCode.STORE],
    ['not_found', ExitCode.NOT_FOUND],
    ['already_ended', ExitCode.UNMET],
    ['cursor_expired', ExitCode.UNMET],
    ['unauthenticated', ExitCode.UNMET],
    ['internal', ExitCode.INTERNAL],
  ] as const)('with %s it is %i', (code, exitCode) => {
    expect(exitCodeOf(trackerError(code))).toBe(exitCode);
  });

  it('is a code that has a meaning, whatever the tracker refuses with', () => {
    for (const code of Object.values(TrackerErrorCode)) {
      expect(EXIT_MEANING).toHaveProperty(String(exitCodeOf(trackerError(code))));
    }
  });

  it('is a defect when nobody expected it, and what a failure says otherwise', () => {
    expect(exitCodeOf(new TypeError('x is not a function'))).toBe(ExitCode.INTERNAL);
    expect(exitCodeOf('thrown')).toBe(ExitCode.INTERNAL);
    expect(exitCodeOf(new Failure(ExitCode.STORE, 'gone'))).toBe(ExitCode.STORE);
    expect(exitCodeOf(notFound('x'))).toBe(ExitCode.NOT_FOUND);
  });
});

describe('what a person reads about an error', () => {
  it('is one line that no terminal obeys, and not without end', () => {
    const said = describeFailure(new Error(`first\n  second \u001b[2J${'x'.repeat(5_000)}`));
    expect(said).toMatch(/^first second \\u\{1b\}\[2Jx+…$/);
    expect(said.length).toBeLessThan(1_100);
  });
});
