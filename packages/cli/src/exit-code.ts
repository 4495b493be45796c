/** How a command ended, for scripts. */
export const ExitCode = Object.freeze({
  OK: 0,
  UNMET: 1,
  USAGE: 2,
  STORE: 3,
  NOT_FOUND: 4,
  INTERNAL: 70,
  INTERRUPTED: 130,
  TERMINATED: 143,
});
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What each exit code says; the help and the documents derive from it. */
export const EXIT_MEANING = Object.freeze({
  [ExitCode.OK]: 'All is well: done, certified, met, or drained after a signal.',
  [ExitCode.UNMET]:
    'Something was found or refused: a violation, a failed check, a command that came too late.',
  [ExitCode.USAGE]:
    'The command line asks for something impossible, or names a file that can not be read.',
  [ExitCode.STORE]: 'The store is not there, can not be opened, or failed.',
  [ExitCode.NOT_FOUND]: 'There is no such execution, or it is another user’s.',
  [ExitCode.INTERNAL]: 'A defect of this program; please report it.',
  [ExitCode.INTERRUPTED]: 'Ended by Ctrl-C before it was done.',
  [ExitCode.TERMINATED]: 'Ended by SIGTERM before it was done.',
} satisfies Record<ExitCode, string>);
