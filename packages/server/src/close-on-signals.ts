import type { Disposable, Logger } from '@tracker/core';

/** What is closed on a signal. */
export interface Closable {
  close(): Promise<void>;
}

const AWAKE_MS = 60_000;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * On SIGTERM or SIGINT closes everything in the order given, one after another, and exits: with 0, or with 1 when
 * something could not be closed. A second signal exits at once, with 1. Returns what takes the listening back.
 */
export function closeOnSignals(closables: readonly Closable[], logger: Logger): Disposable {
  let closing = false;
  const onSignal = (signal: string): void => {
    if (closing) process.exit(1);
    closing = true;
    setInterval(() => undefined, AWAKE_MS); // the timers of what is being closed keep no process alive
    logger.info({ signal }, 'closing; a second signal exits at once');
    void closeAll(closables, logger).then((clean) => process.exit(clean ? 0 : 1));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { dispose: () => SIGNALS.forEach((signal) => void process.off(signal, onSignal)) };
}

async function closeAll(closables: readonly Closable[], logger: Logger): Promise<boolean> {
  let clean = true;
  for (const closable of closables) {
    try {
      await closable.close();
    } catch (error) {
      clean = false;
      logger.error({ err: error }, 'something could not be closed');
    }
  }
  return clean;
}
