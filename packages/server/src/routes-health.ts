import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Hub } from './hub.js';
import type { HttpApp } from './http-app.js';
import { problemSchema } from './http-errors.js';
import { authenticated, operatorsOnly } from './http-guards.js';
import { Lately } from './lately.js';

const statusSchema = z.object({ status: z.enum(['ok', 'draining', 'store unreachable']) });

/** What tells machines how the server is. */
export function healthRoutes(app: HttpApp, hub: Hub, registry: Registry): void {
  const tags = ['health'];
  const store = new Lately(hub.clock, () => storeStatus(hub));
  const metrics = new Lately(hub.clock, () => registry.metrics());
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
      const status = hub.connections.draining ? ('draining' as const) : await store.get();
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
    async (_, reply) => reply.type(registry.contentType).send(await metrics.get()),
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
