import type { Clock, Disposable } from '@tracker/core';
import type { Identity } from './identity.js';

/** The longest time a timer can be set for, in milliseconds; nearly 25 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Calls back when a token runs out; never for one that does not. */
export function atExpiry(
  { expiresAt }: Identity,
  clock: Clock,
  expired: () => void,
): Disposable | undefined {
  if (expiresAt === undefined) return undefined;
  let timer: Disposable | undefined;
  const wait = (): void => {
    const leftMs = Math.max(0, expiresAt - clock.now());
    const isFar = leftMs > MAX_TIMER_MS;
    timer = clock.setTimer(isFar ? MAX_TIMER_MS : leftMs, isFar ? wait : expired);
  };
  wait();
  return { dispose: () => timer?.dispose() };
}
