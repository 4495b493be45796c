export { EXIT_MEANING, ExitCode } from './exit-code.js';
export type { CommandIo, TextOutput } from './command-io.js';
export { runTracker } from './program.js';
