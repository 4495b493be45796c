import type { ScopedTracker } from '@tracker/core';
import { z } from 'zod';
import type { Hub } from './hub.js';
import { getCaller, type HttpApp } from './http-app.js';
import { problemSchema } from './http-errors.js';
import { operatorsOnly } from './http-guards.js';
import { SuccessCriteria, criteriaBucketSchema } from './success-criteria.js';

/** Executions looked at for one answer, at most; then it says that it is not complete. */
const MAX_COUNTED = 50_000;

const PAGE = 1_000;

const criteriaQuery = z.object({
  bucketMs: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(2_678_400_000)
    .default(3_600_000)
    .meta({ description: 'The length of a bucket, in milliseconds. Default: an hour.' }),
  buckets: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(24)
    .meta({ description: 'How many; the last one ends now.' }),
  agentName: z.string().min(1).max(200).optional(),
});

const criteriaSchema = z.object({
  now: z.int().meta({ description: 'When it was counted, epoch milliseconds.' }),
  complete: z.boolean().meta({
    description: `False when the window holds more than the newest ${MAX_COUNTED} executions that were counted; the oldest buckets are then short.`,
  }),
  buckets: z.array(criteriaBucketSchema).meta({ description: 'Oldest first.' }),
});

/** The success criteria over time, as counts; bounds are for whoever shows them. */
export function criteriaRoutes(app: HttpApp, hub: Hub): void {
  app.get(
    '/v1/success-criteria',
    {
      preHandler: operatorsOnly,
      schema: {
        tags: ['operators'],
        summary: 'How executions ended and were delivered, by when they were created',
        querystring: criteriaQuery,
        response: { 200: criteriaSchema, default: problemSchema },
      },
    },
    async (request) => {
      const { bucketMs, buckets, agentName } = request.query;
      const now = hub.clock.now();
      // an execution that is created while it is counted has its place, too
      const criteria = new SuccessCriteria({ until: now + 1, bucketMs, buckets });
      const filter = agentName === undefined ? {} : { agentName };
      const complete = await count(getCaller(request).scope, criteria, { now, filter });
      return { now, complete, buckets: [...criteria.buckets] };
    },
  );
}

/** Counts from the newest back to the first bucket. Resolves with whether it got there. */
async function count(
  scope: ScopedTracker,
  criteria: SuccessCriteria,
  { now, filter }: { readonly now: number; readonly filter: { readonly agentName?: string } },
): Promise<boolean> {
  let after: string | undefined;
  for (let counted = 0; counted < MAX_COUNTED; counted += PAGE) {
    const place = after === undefined ? {} : { after };
    const page = await scope.listExecutions({ ...filter, ...place, limit: PAGE });
    for (const execution of page.executions) criteria.add(execution, now);
    after = page.next;
    // they come in the order in which they were stored, which may differ a little from that of their births
    if (after === undefined || page.executions.every((one) => one.createdAt < criteria.from)) {
      return true;
    }
  }
  return false;
}
