import { SystemClock } from '@tracker/core';
import { ModelServer } from './model-server.js';
import type { BackstageSetup } from './part-messages.js';
import type { Part } from './part.js';
import { openStoreBlocker } from './store-blocker.js';

/** What the play needs and the product does not have: the scripted model, and trouble for the store. */
export async function openBackstage({ store, apiKey }: BackstageSetup): Promise<Part> {
  const clock = new SystemClock();
  const blocker = openStoreBlocker(store, clock);
  const model = await ModelServer.start({ clock, apiKey });
  return {
    url: model.baseUrl,
    blockStore: () => void blocker.block(),
    close: async () => {
      await model.close();
      await blocker.close();
    },
  };
}
