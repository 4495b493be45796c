import type { Logger } from '@tracker/core';

const say = (): void => undefined;

/** A logger that says nothing. */
export const SILENT: Logger = Object.freeze({ debug: say, info: say, warn: say, error: say });
