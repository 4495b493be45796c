/** Ends a timer; ending twice is harmless. */
export interface Timer {
  dispose(): void;
}

/** Calls back once after a while. On Node it does not keep the process alive by itself. */
export function after(delayMs: number, fire: () => void): Timer {
  const timer: unknown = setTimeout(fire, delayMs);
  if (isNodeTimer(timer)) timer.unref();
  return { dispose: () => clearTimeout(timer as number) };
}

function isNodeTimer(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}
