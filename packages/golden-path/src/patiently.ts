import { sleep, type Clock } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** Between two tries, in milliseconds, and how many there are. */
const PATIENCE = { everyMs: 250, tries: 20 };

/** What `read` resolves with, also when the store is in trouble for a while. */
export async function patiently<T>(read: () => Promise<T>, clock: Clock): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await read();
    } catch (error) {
      const passing = TrackerError.is(error, TrackerErrorCode.STORE_FAILURE);
      if (!passing || tries === PATIENCE.tries) throw error;
    }
    await sleep(clock, PATIENCE.everyMs);
  }
}
