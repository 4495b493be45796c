/** What scripts can go by. */
export const ExitCode = Object.freeze({
  /** Nothing to do, or all of it done. */
  CLEAN: 0,
  /** `migrate --check` would change files; `audit` found something. */
  FOUND: 1,
  /** The command line can't be understood, or the folder can't be read. */
  UNUSABLE: 2,
});

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
