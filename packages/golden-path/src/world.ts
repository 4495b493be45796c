import { randomUUID } from 'node:crypto';
import { AgentExecutionTracker, MemoryStore, type Clock, type Logger } from '@tracker/core';
import { AgentHost } from './agent-host.js';
import { ChatClient } from './chat-client.js';
import { CONCIERGE, concierge } from './concierge.js';
import { FaultBook } from './fault-book.js';
import { Gateway } from './gateway.js';
import type { Journey } from './journey-plan.js';
import type { ModelEndpoint } from './model-client.js';
import { LOCAL_MODEL, ModelServer } from './model-server.js';
import { LOCAL_PACE, REMOTE_PACE, type Pace } from './pace.js';
import { sabotage } from './sabotage.js';
import { SILENT } from './silent-logger.js';

/** A model that somebody else runs. */
export type RemoteModel = Pick<ModelEndpoint, 'baseUrl' | 'apiKey' | 'model'>;

export interface WorldOptions {
  readonly clock: Clock;
  readonly journeys: readonly Journey[];
  /** Default: a scripted model on a socket of its own. */
  readonly remote?: RemoteModel | undefined;
  /** Default: what suits the model. */
  readonly pace?: Pace | undefined;
  readonly logger?: Logger;
}

/** Many users share one model, so a few failures in a row among their calls say little about it. */
const BREAKER = { failureThreshold: 5, recoveryTimeoutMs: 2_000 };

/** Another model name: the local server is down for it, and its breaker is its own. */
const STRANDED_MODEL = 'stranded';

/** Everything between a user and an answer: model, store, tracker, agents and gateway, on real sockets. */
export class World {
  readonly store: MemoryStore;
  readonly tracker: AgentExecutionTracker;
  readonly pace: Pace;
  readonly endpoint: ModelEndpoint;
  readonly gateway: Gateway;
  /** Whether it is known beforehand what the model will say. */
  readonly scripted: boolean;
  readonly #model: ModelServer | undefined;
  readonly #tokens: Map<string, string>;
  readonly #clock: Clock;

  private constructor(parts: WorldParts, gateway: Gateway) {
    this.store = parts.store;
    this.tracker = parts.tracker;
    this.pace = parts.pace;
    this.endpoint = parts.endpoint;
    this.gateway = gateway;
    this.scripted = parts.model !== undefined;
    this.#model = parts.model;
    this.#tokens = parts.tokens;
    this.#clock = parts.clock;
  }

  static async build(options: WorldOptions): Promise<World> {
    const { clock, logger = SILENT } = options;
    const parts = await assemble(options);
    const { tracker, store, tokens } = parts;
    const agentFor = (runId: string) => agentOf(parts, runId);
    const gateway = await Gateway.start({
      tracker,
      store,
      clock,
      logger,
      inbox: new AgentHost({ tracker, agentFor, logger }),
      authenticate: (token) => tokens.get(token),
    });
    return new World(parts, gateway);
  }

  /** A client of this user, not yet connected. */
  client(userId: string): ChatClient {
    const token = randomUUID();
    this.#tokens.set(token, userId);
    return new ChatClient({ url: this.gateway.url, token, userId, clock: this.#clock });
  }

  /** Ends everything, from the outside in. */
  async close(): Promise<void> {
    await this.gateway.close();
    await this.tracker.close();
    await this.store.close();
    await this.#model?.close();
  }
}

type WorldParts = Awaited<ReturnType<typeof assemble>>;

async function assemble(options: WorldOptions) {
  const { clock, journeys, remote, logger = SILENT } = options;
  const book = new FaultBook(journeys);
  const apiKey = remote?.apiKey ?? randomUUID();
  const faultOf = (runId: string) => book.modelFault(runId);
  const model = remote ? undefined : await ModelServer.start({ clock, apiKey, faultOf });
  const pace = options.pace ?? (remote ? REMOTE_PACE : LOCAL_PACE);
  const { baseUrl, model: name } = remote ?? {
    baseUrl: model?.baseUrl ?? '',
    model: LOCAL_MODEL,
  };
  const endpoint: ModelEndpoint = { baseUrl, apiKey, model: name, clock, stallMs: pace.stallMs };
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({
    store,
    clock,
    logger,
    breaker: BREAKER,
    agents: { [CONCIERGE]: pace.limits },
  });
  return { book, model, pace, endpoint, store, tracker, clock, tokens: new Map<string, string>() };
}

function agentOf({ book, endpoint, tracker }: WorldParts, runId: string) {
  const journey = book.get(runId);
  return sabotage(journey?.fault ?? null, {
    agent: concierge(endpoint),
    stranded: concierge({ ...endpoint, model: STRANDED_MODEL }),
    tracker,
    strikes: journey?.strikes ?? 1,
  });
}
