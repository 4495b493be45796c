import { z } from 'zod';
import type { Caller } from './caller.js';
import { getCaller, type HttpApp } from './http-app.js';
import { notFound } from './refusal.js';
import { idParams, steered } from './routes-executions.js';

const reason = z.string().min(1).max(2_000);

interface Steer<Body extends z.ZodType> {
  readonly summary: string;
  readonly body: Body;
  readonly perform: (caller: Caller, id: string, body: z.output<Body>) => Promise<unknown>;
}

/** Infers a steer's body from its schema. */
const steer = <Body extends z.ZodType>(one: Steer<Body>): Steer<Body> => one;

/** What can be asked of an execution that is there. */
const STEERS = {
  cancel: steer({
    summary: 'Ask an execution to stop',
    body: z.strictObject({ reason: reason.optional() }).nullish(),
    perform: ({ scope }, id, body) => scope.cancelExecution(id, body ?? {}),
  }),
  hold: steer({
    summary: 'Stop the clocks of a running execution until it is resumed',
    body: z.strictObject({ reason, timeoutMs: z.int().min(1).optional() }),
    perform: ({ scope }, id, body) => scope.holdExecution(id, body),
  }),
  resume: steer({
    summary: 'End a hold',
    body: z.strictObject({}).nullish(),
    perform: ({ scope }, id) => scope.resumeExecution(id),
  }),
  acknowledge: steer({
    summary: 'Say that the user has the outcome; for the user alone, again is harmless',
    body: z.strictObject({}).nullish(),
    perform: ({ self }, id) => self.acknowledge(id, { by: 'client' }),
  }),
};

export function steeringRoutes(app: HttpApp): void {
  for (const [verb, one] of Object.entries(STEERS)) install(app, verb, one as Steer<z.ZodType>);
}

function install(app: HttpApp, verb: string, { summary, body, perform }: Steer<z.ZodType>): void {
  app.post(
    `/v1/executions/:id/${verb}`,
    { schema: { tags: ['steering'], summary, params: idParams, body, response: steered } },
    async (request) => {
      const { id } = request.params as z.output<typeof idParams>;
      const caller = getCaller(request);
      await perform(caller, id, request.body);
      const state = await caller.scope.getExecutionState(id);
      if (state === undefined) throw notFound(id);
      return { executionId: id, state };
    },
  );
}
