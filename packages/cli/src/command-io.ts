/** Where text goes; a process's stdout and stderr fit. */
export interface TextOutput {
  readonly isTTY?: boolean | undefined;
  /** The width of the terminal. */
  readonly columns?: number | undefined;
  /** Calls `taken` once the text is out of our hands. */
  write(text: string, taken?: () => void): unknown;
}

/** The parts of a process that the commands use. */
export interface CommandIo {
  readonly stdin: AsyncIterable<Buffer | string> & { readonly isTTY?: boolean };
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What `--version` says. */
  readonly version: string;
  /**
   * From now on SIGINT and SIGTERM abort this, with their name as the reason, instead of ending the process at once; a
   * second one does. To be called when there is something to end in order: a store that is being opened is not.
   */
  interrupts(): AbortSignal;
}
