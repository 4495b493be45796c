import { AgentExecutionTracker } from '@tracker/core';
import { queued } from './queued.js';
import { createServer } from './server.js';

/** The description of the HTTP API, without a server that is in use. */
export async function openApiDocument(): Promise<object> {
  await using tracker = new AgentExecutionTracker();
  await using server = await createServer({
    tracker,
    dispatcher: queued(['any']),
    verifier: { verify: async () => undefined },
  });
  return server.openApi();
}
