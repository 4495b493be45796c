import { randomBytes } from 'node:crypto';
import { AgentExecutionTracker, type ExecutionStore, type TrackerOptions } from '@tracker/core';
import { dashboard } from '@tracker/dashboard';
import { createServer, jwtVerifier, signToken, type TrackerServer } from '@tracker/server';
import type { Role } from '@tracker/client/protocol';

/** A gateway with the dashboard, over a store that stays the caller's. */
export interface Site {
  readonly tracker: AgentExecutionTracker;
  readonly server: TrackerServer;
  /** `http://…` */
  readonly url: string;
  readonly dashboardUrl: string;
  /** A token for somebody. */
  readonly token: (userId: string, role?: Role) => Promise<string>;
  close(): Promise<void>;
}

export interface SiteOptions extends Omit<TrackerOptions, 'store'> {
  readonly store: ExecutionStore;
  /** Default: a free one. */
  readonly port?: number;
  /** Where the built dashboard lies. Default: in its package. */
  readonly folder?: string;
  /** Signs the tokens; a site that is opened again with the same accepts them again. Default: random. */
  readonly secret?: Uint8Array;
}

/** How long a token lasts. */
const TOKEN_MS = 12 * 3_600_000;

/** Opens a site on this machine. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const { port = 0, folder, secret = randomBytes(32), ...given } = options;
  const tracker = new AgentExecutionTracker({ drainTimeoutMs: 100, ...given });
  const server = await createServer({
    tracker,
    verifier: jwtVerifier({ secret }),
    origins: ['self'],
    agents: { echo: ({ metadata }) => `You said: ${String(metadata['message'])}` },
  });
  await server.app.register(dashboard, {
    prefix: '/dashboard',
    ...(folder === undefined ? {} : { folder }),
  });
  const url = await server.listen({ port });
  return {
    tracker,
    server,
    url,
    dashboardUrl: `${url}/dashboard/`,
    token: (userId, role = 'operator') => signToken(secret, { userId, role, lifetimeMs: TOKEN_MS }),
    close: async () => {
      await server.close();
      await tracker.close();
    },
  };
}
