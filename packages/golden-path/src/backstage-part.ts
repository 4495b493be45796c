import { rmSync } from 'node:fs';
import { SystemClock } from '@tracker/core';
import { ModelServer } from './model-server.js';
import type { BackstageSetup } from './part-messages.js';
import type { Part } from './part.js';
import { openStoreBlocker } from './store-blocker.js';

/** What the play needs and the product does not have: the scripted model, and trouble for the store. */
export async function openBackstage({ store, apiKey, folder }: BackstageSetup): Promise<Part> {
  const clock = new SystemClock();
  const blocker = openStoreBlocker(store, clock);
  const model = await ModelServer.start({ clock, apiKey });
  return {
    url: model.baseUrl,
    blockStore: () => void blocker.block(),
    inherit: () => {
      if (folder !== undefined) {
        // others may be about to let go of their files
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    close: async () => {
      await model.close();
      await blocker.close();
    },
  };
}
