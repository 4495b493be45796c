import type { Socket } from 'node:net';
import { AgentExecutionTracker, MemoryStore, type Agent } from '@tracker/core';
import { developmentVerifier } from './development-verifier.js';
import { mortal } from './mortal-store.fixture.js';
import { createServer, type ServerOptions } from './server.js';
import type { TrackerServer } from './tracker-server.js';

/** A server over a store, with what its specs need to reach it. */
export interface Site {
  readonly tracker: AgentExecutionTracker;
  readonly server: TrackerServer;
  /** `http://…` */
  readonly url: string;
  /** The server's ends of its connections. */
  readonly sockets: ReadonlySet<Socket>;
  /** Breaks every connection without a word, and leaves what it worked on as it is: it is not there any more. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** An agent that uses a tool and answers with the question. */
export const echo: Agent = async (execution) => {
  await execution.enterPhase('tool_preparation');
  await execution.enterPhase('tool_execution');
  await execution.enterPhase('result_processing');
  return `You said: ${String(execution.metadata['message'])}`;
};

export const AGENTS = {
  echo,
  silent: () => '',
  broken: () => {
    throw new Error('secret address db.internal:5432');
  },
  endless: ({ signal }: Parameters<Agent>[0]) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
};

/** Opens a site on a free port; `store` may be shared with other sites. */
export async function openSite(
  options: Partial<ServerOptions> & { readonly store?: MemoryStore } = {},
): Promise<Site> {
  const { store = new MemoryStore(), ...given } = options;
  const { seen, kill } = mortal(store);
  let isKilled = false;
  const tracker = new AgentExecutionTracker({ store: seen, drainTimeoutMs: 100 });
  const server = await createServer({
    tracker,
    verifier: developmentVerifier(),
    ...(given.dispatcher ? {} : { agents: AGENTS }),
    ...given,
  });
  const url = await server.listen();
  const sockets = new Set<Socket>();
  server.app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    tracker,
    server,
    url,
    sockets,
    kill: async () => {
      isKilled = true;
      kill();
      server.app.server.close();
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      if (isKilled) return;
      await server.close();
      await tracker.close();
    },
  };
}

export const userToken = (userId: string): string => `dev-user-${userId}`;
export const operatorToken = (userId: string): string => `dev-operator-${userId}`;
