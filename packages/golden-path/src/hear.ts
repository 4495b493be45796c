import type { AgentFrame } from '@tracker/client';
import type { Clock } from '@tracker/core';
import type { UserClient } from './user-client.js';

/** How long to listen. */
export interface Patience {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the listening when it aborts. */
  readonly signal?: AbortSignal;
}

/** The next frame that `wanted` recognises; undefined when none comes within the limit. */
export function hear<Frame extends AgentFrame>(
  client: Pick<UserClient, 'listen'>,
  wanted: (frame: AgentFrame) => frame is Frame,
  { clock, limitMs, signal }: Patience,
): Promise<Frame | undefined> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(limitMs, () => end(undefined));
    const stop = (): void => end(undefined);
    signal?.addEventListener('abort', stop);
    const subscription = client.listen((frame) => {
      if (wanted(frame)) end(frame);
    });
    function end(frame: Frame | undefined): void {
      timer.dispose();
      subscription.dispose();
      signal?.removeEventListener('abort', stop);
      resolve(frame);
    }
  });
}

/** Whether `done` resolves within the limit. */
export async function inTime(
  done: Promise<unknown>,
  { clock, limitMs }: Patience,
): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(limitMs, () => resolve(false));
    const settle = (fine: boolean) => (): void => {
      timer.dispose();
      resolve(fine);
    };
    done.then(settle(true), settle(false));
  });
}
