import { SOCKET_PATH } from '@tracker/client/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { EventStreamSession } from './event-stream-session.js';
import type { Hub } from './hub.js';
import { getCaller, type HttpApp } from './http-app.js';
import { authenticated } from './http-guards.js';
import { problemSchema } from './http-errors.js';
import { leaving, tooMuch } from './refusal.js';
import { SocketSession } from './socket-session.js';
import { Subscriber } from './subscriber.js';

const cursor = z.coerce.number().int().nonnegative();

const eventsQuery = z.object({
  after: cursor
    .optional()
    .meta({ description: 'Go on after this cursor; `Last-Event-ID` comes first. Default: now.' }),
});

const eventsHeaders = z.object({
  'last-event-id': cursor.optional().meta({ description: 'The id of the last event it has.' }),
});

interface EventsRoute {
  readonly Querystring: z.output<typeof eventsQuery>;
  readonly Headers: z.output<typeof eventsHeaders>;
}

/** Where clients connect to be told: a WebSocket, and server-sent events for those who can't use one. */
export function connectionRoutes(app: HttpApp, hub: Hub): void {
  const roomLeft = async (): Promise<void> => assertRoom(hub);
  app.get(SOCKET_PATH, { websocket: true, preValidation: roomLeft }, (socket, request) => {
    new SocketSession(socket, request.raw.socket, hub);
  });
  app.get(
    '/v1/events',
    {
      onRequest: [authenticated(hub), roomLeft],
      schema: {
        tags: ['events'],
        summary: 'The frames of docs/protocol.md as server-sent events',
        description: 'The id of each event is the cursor after it. On `closed`, read its code.',
        querystring: eventsQuery,
        headers: eventsHeaders,
        response: {
          200: z.string().meta({ description: 'text/event-stream, until either side ends it' }),
          default: problemSchema,
        },
      },
    },
    async (request, reply) => openStream(hub, request, reply),
  );
}

async function openStream(
  hub: Hub,
  request: FastifyRequest<EventsRoute>,
  reply: FastifyReply,
): Promise<void> {
  const caller = getCaller(request);
  const after = request.headers['last-event-id'] ?? request.query.after;
  const start = await Subscriber.startOf(caller, after);
  assertRoom(hub);
  reply.hijack();
  if (reply.raw.destroyed) return; // it has left meanwhile, and nobody would hear it leave
  const session = new EventStreamSession(reply.raw, hub);
  if (!hub.connections.claim(caller.identity.userId, session)) {
    return void reply.raw.writeHead(429, { 'retry-after': '5' }).end();
  }
  reply.raw.writeHead(200, {
    ...withoutUndefined(reply.getHeaders()),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // or a proxy would hold events back
  });
  session.open(reply.raw, caller, start);
}

function assertRoom({ connections }: Hub): void {
  if (connections.draining) throw leaving();
  if (!connections.hasRoom) throw tooMuch('This server has as many connections as it takes.');
}

function withoutUndefined(headers: ReturnType<FastifyReply['getHeaders']>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  ) as Record<string, string | number | string[]>;
}
