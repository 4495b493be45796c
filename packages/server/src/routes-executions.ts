import { messageSchema } from '@tracker/client/protocol';
import type { ScopedTracker } from '@tracker/core';
import {
  EXECUTION_STATES,
  TrackerError,
  TrackerErrorCode,
  executionSchema,
  executionStateSchema,
  historyEventSchema,
} from '@tracker/state';
import { z } from 'zod';
import type { Caller } from './caller.js';
import type { Hub } from './hub.js';
import { getCaller, type HttpApp } from './http-app.js';
import { problemSchema } from './http-errors.js';
import { leaving, notFound } from './refusal.js';

const name = z.string().min(1).max(200);

/** Which execution. */
export const idParams = z.object({ id: name });

/** Which executions, of those the caller may see. */
export const listQuery = z.object({
  state: z
    .union([z.enum(EXECUTION_STATES), z.array(z.enum(EXECUTION_STATES))])
    .optional()
    .meta({ description: 'One state, or several by repeating it.' }),
  agentName: name.optional(),
  threadId: name.optional(),
  userId: name
    .optional()
    .meta({ description: 'Whose; for operators. For a user it can only be their own.' }),
  after: name.optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** What the description of the API refers to by name. */
const execution = executionSchema.meta({ id: 'TrackerExecution' });
const event = historyEventSchema.meta({ id: 'TrackerHistoryEvent' });

export const pageSchema = z.object({
  executions: z.array(execution),
  next: z.string().optional().meta({ description: 'Give it as `after`; absent on the last page.' }),
});

const startedSchema = z.object({ messageId: z.string(), executionId: z.string() });
const stateSchema = z.object({ executionId: z.string(), state: executionStateSchema });
/** Which facts of a history. */
const historyQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
});

export const historySchema = z.object({
  events: z.array(event),
  next: z.int().optional().meta({ description: 'Give it as `after`; absent on the last page.' }),
});

/** The query as the tracker takes it. */
export function toListInput({ state, userId: _, ...query }: z.output<typeof listQuery>) {
  if (state === undefined) return query;
  return { ...query, states: Array.isArray(state) ? state : [state] };
}

/** Starting and reading executions. */
export function executionRoutes(app: HttpApp, hub: Hub): void {
  const tags = ['executions'];
  app.post(
    '/v1/executions',
    {
      schema: {
        tags,
        summary: 'Ask an agent something',
        description: 'Again with the same `messageId` it is the same execution.',
        body: messageSchema,
        response: { 202: startedSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      if (hub.connections.draining) throw leaving();
      const { self } = getCaller(request);
      const executionId = await hub.dispatcher.start(self, request.body);
      return reply.code(202).send({ messageId: request.body.messageId, executionId });
    },
  );
  app.get(
    '/v1/executions',
    {
      schema: {
        tags,
        summary: 'List executions, newest first',
        querystring: listQuery,
        response: { 200: pageSchema, default: problemSchema },
      },
    },
    async (request) => {
      const scope = scopeFor(hub, getCaller(request), request.query);
      return page(await scope.listExecutions(toListInput(request.query)));
    },
  );
  app.get(
    '/v1/undelivered',
    {
      schema: {
        tags,
        summary: 'List ended executions whose outcome nobody has acknowledged',
        querystring: listQuery,
        response: { 200: pageSchema, default: problemSchema },
      },
    },
    async (request) => {
      const scope = scopeFor(hub, getCaller(request), request.query);
      return page(await scope.undelivered(toListInput(request.query)));
    },
  );
}

/** One execution. */
export function executionRoute(app: HttpApp): void {
  const tags = ['executions'];
  app.get(
    '/v1/executions/:id',
    {
      schema: {
        tags,
        summary: 'Show an execution',
        params: idParams,
        response: { 200: execution, default: problemSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const found = await getCaller(request).scope.getExecution(id);
      if (!found) throw notFound(id);
      return found;
    },
  );
  app.get(
    '/v1/executions/:id/history',
    {
      schema: {
        tags,
        summary: 'The facts about an execution, in order',
        params: idParams,
        querystring: historyQuery,
        response: { 200: historySchema, default: problemSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { scope } = getCaller(request);
      const { events, next } = await scope.historyPage(id, request.query);
      // there may be nothing after a fact, but there is no execution without any
      if (events.length === 0 && !(await scope.getExecution(id))) throw notFound(id);
      return { events: [...events], ...(next !== undefined && { next }) };
    },
  );
}

/** What the caller may list, narrowed to one user when they name one. Throws `forbidden` for somebody else's. */
function scopeFor(
  { tracker }: Hub,
  { scope, whose }: Caller,
  { userId }: { readonly userId?: string | undefined },
): ScopedTracker {
  if (userId === undefined || userId === whose) return scope;
  if (whose === undefined) return tracker.forUser(userId);
  throw new TrackerError({
    code: TrackerErrorCode.FORBIDDEN,
    message: 'Only operators may list the executions of other users.',
  });
}

/** What an answer about a steered execution looks like. */
export const steered = { 200: stateSchema, default: problemSchema };

function page<T extends { readonly executions: readonly unknown[] }>({ executions, ...rest }: T) {
  return { ...rest, executions: [...executions] as T['executions'][number][] };
}
