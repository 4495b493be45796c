import type { Clock } from '@tracker/core';
import type { ChatClient, Received } from './chat-client.js';

/** How long to listen. */
export interface Patience {
  readonly clock: Clock;
  readonly limitMs: number;
}

/** The next frame that `wanted` recognises; undefined when none comes within the limit. */
export function hear<Frame extends Received>(
  client: ChatClient,
  wanted: (frame: Received) => frame is Frame,
  { clock, limitMs }: Patience,
): Promise<Frame | undefined> {
  return new Promise((resolve) => {
    const timer = clock.setTimer(limitMs, () => end(undefined));
    const subscription = client.listen((frame) => {
      if (wanted(frame)) end(frame);
    });
    function end(frame: Frame | undefined): void {
      timer.dispose();
      subscription.dispose();
      resolve(frame);
    }
  });
}
