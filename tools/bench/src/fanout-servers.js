// @ts-check
import { once } from 'node:events';
import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { createServer, developmentVerifier, queued } from '@tracker/server';
import { WebSocketServer } from 'ws';

/**
 * A server that tells a crowd.
 * @typedef {object} Teller
 * @property {string} url
 * @property {string} [first] what each client says when it is connected
 * @property {number} greetings frames that each client gets at first
 * @property {(messages: number) => Promise<void>} tell tells everybody so many messages, all in one turn
 * @property {() => Promise<void>} close
 */

const USER = 'ada';

/** Everything that might end an execution is too far away to. */
const DAY = 86_400_000;
const LIMITS = {
  startTimeoutMs: DAY,
  executionTimeoutMs: DAY,
  idleTimeoutMs: DAY,
  livenessTimeoutMs: DAY,
};

/**
 * The tracker's server, over the memory store: each message is a fact of an execution, written and then told.
 * @param {number} clients
 * @param {number} executions
 * @returns {Promise<Teller>}
 */
export async function trackerTeller(clients, executions) {
  const tracker = new AgentExecutionTracker({ store: new MemoryStore() });
  const server = await createServer({
    tracker,
    dispatcher: queued(['any']),
    verifier: developmentVerifier(),
    maxConnections: 2 * clients,
    maxConnectionsPerUser: clients,
    heartbeatMs: DAY, // bare `ws` asks nobody whether they are there, and clients by hand do not answer
    closeWithinMs: 100, // clients by hand say no goodbye
  });
  const url = await server.listen();
  /** @type {string[]} */
  const ids = [];
  for (let made = 0; made < executions; made++) {
    const id = await tracker.createExecution({
      agentName: 'any',
      userId: USER,
      threadId: 't',
      limits: LIMITS,
    });
    await tracker.updateExecutionState(id, 'running');
    ids.push(id);
  }
  return {
    url: `${url}/v1/socket`,
    first: JSON.stringify({ type: 'authenticate', protocol: 1, token: `dev-user-${USER}` }),
    greetings: 1,
    async tell(messages) {
      const told = ids.slice(0, messages);
      await Promise.all(told.map((id) => tracker.reportProgress(id, { note: 'half of it' })));
    },
    async close() {
      await server.close();
      await tracker.close();
    },
  };
}

/** A message as long as the tracker's frame for the same fact. */
const MESSAGE = Buffer.from(
  JSON.stringify({
    type: 'agent_thinking',
    cursor: 1_000,
    executionId: 'exec_00000000-0000-4000-8000-000000000000',
    runId: 'exec_00000000-0000-4000-8000-000000000000',
    threadId: 't',
    userId: USER,
    agentName: 'any',
    state: 'running',
    phase: 'thinking',
    seq: 100,
    at: 1_767_225_600_000,
    fact: 'progressed',
    note: 'half of it',
  }),
);

/**
 * `ws` alone: `send` of one shared buffer to one client after another, message by message. It writes nothing down,
 * knows no users, limits nothing and counts nothing.
 * @returns {Promise<Teller>}
 */
export async function bareTeller() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    greetings: 0,
    async tell(messages) {
      for (let message = 0; message < messages; message++) {
        for (const client of server.clients) client.send(MESSAGE, { binary: false });
      }
    },
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
