import { AgentExecutionTracker } from '@tracker/core';
import { createServer, jwtVerifier } from '@tracker/server';
import { openStore } from '@tracker/stores';
import { CONCIERGE } from './concierge.js';
import type { AskDirector } from './part-link.js';
import type { GatewaySetup } from './part-messages.js';
import type { Part } from './part.js';
import { LEASE_INTERVAL_MS } from './defaults.js';
import { reception } from './reception.js';
import { strikingStore } from './striking-store.js';

/** Lets users in: the server of the product, over the store that everybody shares. */
export async function openGateway(
  { name, store: address, pace, secret }: GatewaySetup,
  ask: AskDirector,
): Promise<Part> {
  const opened = await openStore(address);
  const store = strikingStore({
    store: opened,
    ask,
    kinds: ['gateway_killed', 'loop_stalled', 'store_refuses'],
  });
  const tracker = new AgentExecutionTracker({
    store,
    name,
    agents: { [CONCIERGE]: pace.limits },
    leaseIntervalMs: LEASE_INTERVAL_MS,
    drainTimeoutMs: 0,
  });
  const server = await createServer({
    tracker,
    verifier: jwtVerifier({ secret }),
    dispatcher: reception(tracker, CONCIERGE),
    closeWithinMs: 500,
  });
  return {
    url: await server.listen(),
    close: async () => {
      await server.close();
      await tracker.close();
      await opened.close();
    },
  };
}
