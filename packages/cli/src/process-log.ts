import type { Logger } from '@tracker/core';
import { pino, stdSerializers } from 'pino';
import type { TextOutput } from './command-io.js';

/** How much is logged. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Fields in which a secret could stand, at the top and one level down. */
const SECRET = ['token', 'authorization', 'secret', 'password', 'url', 'connectionString'];

/** The log of a process that stays: JSON lines, secrets left out. */
export function processLog(output: TextOutput, level: LogLevel): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '(left out)' },
    serializers: { err: stdSerializers.err },
  };
  return pino(options, { write: (line: string) => void output.write(line) });
}
