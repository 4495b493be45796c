import { once } from 'node:events';
import type { Logger } from '@tracker/core';
import { Beacon } from '@tracker/core/store-kit';
import { beaconFile } from './beacon-file.cjs';
import type { BeaconOrders } from './beacon-thread.js';

interface BeaconParts extends BeaconOrders {
  readonly logger: Logger;
}

/** Speaks for this process in the file while its event loop is busy; it opens the file only then. */
export function fileBeacon({ file, driver, logger }: BeaconParts): Beacon {
  const orders: BeaconOrders = { file, driver };
  return new Beacon({
    file: beaconFile,
    orders,
    everyMs: 200,
    stalledMs: 600,
    end: async (thread) => {
      thread.ref();
      thread.postMessage({ end: true });
      await once(thread, 'exit');
    },
    logger,
  });
}
