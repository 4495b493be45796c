import { MemoryStore, OPERATOR_SCOPE, SILENT_LOGGER } from '@tracker/core';
import { closeOnSignals } from './close-on-signals.js';
import { openSite } from './site.fixture.js';

/** A server as its embedder would run it; with the argument `stuck` something never closes. */
async function main(): Promise<void> {
  const store = new MemoryStore();
  const { server, tracker, url } = await openSite({ store });
  const report = {
    close: async () => {
      const { byState, undelivered } = await store.counts(OPERATOR_SCOPE);
      process.stdout.write(`${JSON.stringify({ byState, undelivered })}\n`);
    },
  };
  const stuck = { close: () => new Promise<void>((resolve) => setTimeout(resolve, 600_000)) };
  const last = process.argv.includes('stuck') ? stuck : report;
  closeOnSignals([server, tracker, last], SILENT_LOGGER);
  process.stdout.write(`${url}\n`);
}

void main();
