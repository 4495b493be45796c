import type { Legacy } from './legacy.js';
import type { TextOutput } from './progress.js';

/** The parts of a process that the commands use. */
export interface CommandIo {
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** What `--version` says, and what a SARIF log names as the tool's version. */
  readonly version: string;
  readonly legacy: Legacy;
}
