import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Caller } from './caller.js';

/** The HTTP application, with routes whose types come from their schemas. */
export type HttpApp = FastifyInstance<
  Server,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

const CALLER = 'trackerCaller';

/** Makes room for the caller on each request. */
export function decorateCaller(app: HttpApp): void {
  app.decorateRequest(CALLER, null);
}

export function setCaller(request: Pick<FastifyRequest, 'setDecorator'>, caller: Caller): void {
  request.setDecorator(CALLER, caller);
}

/** Who asks. Only behind the guard that lets nobody through without a token. */
export function getCaller(request: Pick<FastifyRequest, 'getDecorator'>): Caller {
  return request.getDecorator<Caller>(CALLER);
}
