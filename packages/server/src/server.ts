import websocket from '@fastify/websocket';
import { SILENT_LOGGER, SystemClock, type Agent } from '@tracker/core';
import type { AgentExecutionTracker, Clock, Logger } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import Fastify from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { Connections } from './connections.js';
import { Corks } from './corks.js';
import { Departures } from './departures.js';
import type { Dispatcher } from './dispatcher.js';
import { Feeds } from './feeds.js';
import { gaugesIn } from './gauges.js';
import { decorateCaller, type HttpApp } from './http-app.js';
import { installHosts } from './hosts.js';
import { installErrors } from './http-errors.js';
import { authenticated } from './http-guards.js';
import type { Hub } from './hub.js';
import type { TokenVerifier } from './identity.js';
import { inProcess } from './in-process.js';
import { installOpenApi } from './openapi.js';
import { installOrigins } from './origins.js';
import { RateLimit } from './rate-limit.js';
import { connectionRoutes } from './routes-connections.js';
import { criteriaRoutes } from './routes-criteria.js';
import { executionRoute, executionRoutes } from './routes-executions.js';
import { healthRoutes } from './routes-health.js';
import { operatorRoutes } from './routes-operators.js';
import { steeringRoutes } from './routes-steering.js';
import { parseSettings, type SettingsInput } from './settings.js';
import { registerTrackerGauges } from './tracker-gauges.js';
import { TrackerServer } from './tracker-server.js';

/** How a server is set up: its parts, and numbers that all have a default. */
export interface ServerOptions extends SettingsInput {
  readonly tracker: AgentExecutionTracker;
  /** Who somebody is. */
  readonly verifier: TokenVerifier;
  /** Agents by name that run in this process; the first is the default. In place of a dispatcher. */
  readonly agents?: Readonly<Record<string, Agent>>;
  /** Takes messages to agents elsewhere. In place of agents. */
  readonly dispatcher?: Dispatcher;
  /** Drives timers. Default: the system clock. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
}

/**
 * A server over a tracker, not listening yet. The tracker stays the caller's, to be closed after the server.
 * Throws `invalid_input` for settings it can't use.
 */
export async function createServer(options: ServerOptions): Promise<TrackerServer> {
  const registry = new Registry();
  const hub = hubOf(options, registry);
  const { maxFrameBytes, closeWithinMs } = hub.settings;
  const app: HttpApp = Fastify({
    bodyLimit: maxFrameBytes,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 * ENCODED },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // answers are made of what the tracker vouches for; the specs hold them against their schemas
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  decorateCaller(app);
  // comes first, so that it lets go of the sockets that are turned away by what follows
  await app.register(websocket, {
    options: { maxPayload: maxFrameBytes, perMessageDeflate: false, clientTracking: false },
    preClose: (done) => done(), // whoever drains has closed them already
  });
  installErrors(app, hub);
  installHosts(app, hub.settings.hosts);
  installOrigins(app, hub.settings.origins);
  await installOpenApi(app);
  await app.register(async (open) => {
    connectionRoutes(open as HttpApp, hub);
    healthRoutes(open as HttpApp, hub, registry);
  });
  await app.register(async (scope) => {
    const guarded = scope as HttpApp;
    guarded.addHook('onRequest', authenticated(hub));
    executionRoutes(guarded, hub);
    executionRoute(guarded);
    steeringRoutes(guarded);
    operatorRoutes(guarded, hub);
    criteriaRoutes(guarded, hub);
  });
  return new TrackerServer(app, hub.connections, { clock: hub.clock, closeWithinMs });
}

/** An id of 200 characters may take this many times as much in an address. */
const ENCODED = 12;

function hubOf(options: ServerOptions, registry: Registry): Hub {
  const { tracker, verifier, agents, dispatcher, clock, logger, ...given } = options;
  const settings = parseSettings(given);
  const time = clock ?? new SystemClock();
  const log = logger ?? SILENT_LOGGER;
  collectDefaultMetrics({ register: registry });
  registerTrackerGauges(registry, tracker);
  const gauges = gaugesIn(registry);
  return {
    tracker,
    verifier,
    settings,
    dispatcher: dispatcherOf(options, log),
    clock: time,
    logger: log,
    feeds: new Feeds(),
    connections: new Connections(settings, time),
    rate: new RateLimit({ burst: settings.rateBurst, perSecond: settings.ratePerSecond }, time),
    gauges,
    corks: new Corks(),
    departures: new Departures(gauges, time),
  };
}

function dispatcherOf({ tracker, agents, dispatcher }: ServerOptions, logger: Logger): Dispatcher {
  if (dispatcher && !agents) return dispatcher;
  if (agents && !dispatcher) return inProcess({ tracker, agents, logger });
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: 'createServer needs either `agents`, to run them itself, or a `dispatcher` to others.',
  });
}
