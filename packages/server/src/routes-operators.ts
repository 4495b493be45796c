import { CIRCUIT_BREAKER_STATES, EXECUTION_STATES } from '@tracker/state';
import { z } from 'zod';
import { explain, explanationSchema } from './explain.js';
import type { Hub } from './hub.js';
import { getCaller, type HttpApp } from './http-app.js';
import { problemSchema } from './http-errors.js';
import { operatorsOnly } from './http-guards.js';
import { notFound } from './refusal.js';
import { idParams } from './routes-executions.js';

const tags = ['operators'];
const count = z.int().nonnegative();
const rate = z.number().min(0).max(1).nullable();

const metricsSchema = z.object({
  byState: z.record(z.enum(EXECUTION_STATES), count),
  total: count,
  active: count,
  ended: count,
  successRate: rate,
  failureRate: rate,
  undelivered: count,
  overdue: count,
});

const breakersSchema = z.object({
  breakers: z.array(
    z.object({
      dependency: z.string(),
      state: z.enum(CIRCUIT_BREAKER_STATES),
      failures: count.meta({ description: 'Consecutive failures while closed.' }),
      openUntil: z.number().nullable().meta({
        description: 'When a probe is let through, epoch milliseconds; null unless open.',
      }),
    }),
  ),
});

/** What only operators may ask. */
export function operatorRoutes(app: HttpApp, hub: Hub): void {
  const preHandler = operatorsOnly;
  app.get(
    '/v1/executions/:id/why',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Why an execution is where it is, and whose move it is',
        params: idParams,
        response: { 200: explanationSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const outlook = await hub.tracker.outlook(id);
      if (!outlook) throw notFound(id);
      return explain(outlook.execution, outlook.readAt, outlook.clocks);
    },
  );
  app.get(
    '/v1/metrics',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Counts and rates of all executions',
        response: { 200: metricsSchema, default: problemSchema },
      },
    },
    async (request) => getCaller(request).scope.metrics(),
  );
  breakerRoutes(app, hub);
}

function breakerRoutes(app: HttpApp, { tracker }: Hub): void {
  const preHandler = operatorsOnly;
  const response = { 200: breakersSchema, default: problemSchema };
  const breakers = async () => ({ breakers: [...(await tracker.allBreakers())] });
  app.get(
    '/v1/breakers',
    {
      preHandler,
      schema: {
        tags,
        summary: 'The circuit breakers of every process on the store',
        description: 'Those of other processes as they were when they last opened or closed.',
        response,
      },
    },
    () => breakers(),
  );
  app.post(
    '/v1/breakers/:name/reset',
    {
      preHandler,
      schema: {
        tags,
        summary: 'Close a circuit breaker of this process by hand',
        params: z.object({ name: z.string().min(1).max(200) }),
        response,
      },
    },
    async ({ params: { name } }) => {
      if (!tracker.breakers().some(({ dependency }) => dependency === name)) throw notFound(name);
      tracker.resetBreaker(name);
      return breakers();
    },
  );
}
