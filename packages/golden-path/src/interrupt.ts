import type { Disposable } from '@tracker/core';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A signal that aborts when somebody outside wants the run to end: when `given` aborts, or without it on SIGINT and SIGTERM. */
export function listenForInterrupt(
  given?: AbortSignal,
): Disposable & { readonly signal: AbortSignal } {
  if (given) return { signal: given, dispose: () => undefined };
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort(new Error('interrupted'));
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: interrupted.signal,
    dispose: () => SIGNALS.forEach((name) => void process.off(name, stop)),
  };
}
