export { EXIT_MEANING, ExitCode } from './exit-code.js';
