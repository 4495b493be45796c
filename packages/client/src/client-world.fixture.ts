import { FaultyServer, type FaultyBehaviour } from './faulty-server.fixture.js';
import { TrackerClient } from './tracker-client.js';

const servers: FaultyServer[] = [];
const clients: TrackerClient[] = [];

/** A server that welcomes, or does as it is told. */
export async function serving(behaviour: Partial<FaultyBehaviour> = {}): Promise<FaultyServer> {
  const server = await FaultyServer.open({
    greeted: (connection, { after = 0 }) => connection.welcome(after),
    ...behaviour,
  });
  servers.push(server);
  return server;
}

/** A client of it that comes back at once. */
export function clientOf(
  url: string | (() => string),
  options: Partial<ConstructorParameters<typeof TrackerClient>[0]> = {},
): TrackerClient {
  const reconnect = { baseMs: 1, maxMs: 5 };
  const client = new TrackerClient({ url, token: 'ada', reconnect, random: () => 0, ...options });
  clients.push(client);
  return client;
}

/** Less than a test may take, so that what is waited for in vain is named. */
const PATIENCE_MS = 4_000;

/** Waits until something has come in. Rejects when it has not come for long, or it would be waited for without end. */
export async function until(isTrue: () => boolean): Promise<void> {
  const tooLate = AbortSignal.timeout(PATIENCE_MS);
  while (!isTrue()) {
    if (tooLate.aborted) throw new Error(`It has not come true: ${String(isTrue)}`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
