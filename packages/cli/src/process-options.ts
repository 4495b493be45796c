import { Option } from 'commander';
import { wholeNumber } from './command-context.js';
import { LOG_LEVELS, type LogLevel } from './process-log.js';

/** What a command is told that runs until it gets a signal. */
export interface ProcessAsked {
  readonly drain: number;
  readonly logLevel: LogLevel;
}

/** `--drain` and `--log-level`. */
export function processOptions(): Option[] {
  return [
    new Option('--drain <seconds>', 'time that runs get to end on SIGTERM')
      .argParser(wholeNumber(0, 3_600))
      .default(10),
    new Option('--log-level <level>', 'what is logged to stderr')
      .choices(LOG_LEVELS)
      .default('info'),
  ];
}
