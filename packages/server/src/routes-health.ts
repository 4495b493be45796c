import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Hub } from './hub.js';
import type { HttpApp } from './http-app.js';
import { problemSchema } from './http-errors.js';
import { authenticated, operatorsOnly } from './http-guards.js';

const statusSchema = z.object({ status: z.enum(['ok', 'draining', 'store unreachable']) });

/** What tells machines how the server is. */
export function healthRoutes(app: HttpApp, hub: Hub, registry: Registry): void {
  const tags = ['health'];
  app.get(
    '/health/live',
    { schema: { tags, summary: 'Whether the process answers', response: { 200: statusSchema } } },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/health/ready',
    {
      schema: {
        tags,
        summary: 'Whether it takes on work: not draining, and its store answers',
        response: { 200: statusSchema, 503: statusSchema },
      },
    },
    async (_, reply) => {
      const status = hub.connections.draining ? ('draining' as const) : await storeStatus(hub);
      return reply.code(status === 'ok' ? 200 : 503).send({ status });
    },
  );
  app.get(
    '/metrics',
    {
      ...(hub.settings.publicMetrics
        ? {}
        : { onRequest: authenticated(hub), preHandler: operatorsOnly }),
      schema: {
        tags,
        summary: 'Metrics for Prometheus',
        response: {
          200: z.string().meta({ description: 'The text format of Prometheus' }),
          default: problemSchema,
        },
      },
    },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}

async function storeStatus({ tracker, logger }: Hub): Promise<'ok' | 'store unreachable'> {
  try {
    await tracker.latestCursor();
    return 'ok';
  } catch (error) {
    logger.warn({ err: error }, 'the store does not answer');
    return 'store unreachable';
  }
}
