import { TrackerErrorCode } from '@tracker/state';
import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Hub } from './hub.js';
import type { HttpApp } from './http-app.js';
import { refusalOf, type Refusal } from './refusal.js';

/** What every refusal looks like over HTTP. */
export const problemSchema = z
  .object({
    error: z.object({
      code: z.enum(TrackerErrorCode).meta({ description: 'For programs.' }),
      message: z.string().meta({ description: 'For people.' }),
    }),
  })
  .meta({ id: 'TrackerProblem', description: 'Why a request was not obeyed.' });

/** The status of each code; what is not here is our own fault. */
const STATUS: Partial<Record<TrackerErrorCode, number>> = {
  invalid_input: 400,
  invalid_payload: 400,
  invalid_state: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  already_ended: 409,
  contention: 409,
  duplicate_id: 409,
  not_applicable: 409,
  cursor_expired: 410,
  limit_reached: 429,
  closed: 503,
  store_failure: 503,
};

/** Seconds after which it is worth trying again. */
const RETRY_AFTER_S = '1';

/** Answers every error in the one form, and everything unknown with 404. */
export function installErrors(app: HttpApp, hub: Hub): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = knownToHttp(error) ?? refusalOf(error, hub.logger, request.url);
    const status = error.statusCode === 413 ? 413 : (STATUS[refusal.code] ?? 500);
    hub.gauges.refusals.inc({ code: refusal.code });
    if (status === 429 || status === 503) void reply.header('retry-after', RETRY_AFTER_S);
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.code(status).send({ error: refusal });
  });
  app.setNotFoundHandler((_, reply) => {
    const refusal: Refusal = { code: 'not_found', message: 'There is nothing at this address.' };
    void reply.code(404).send({ error: refusal });
  });
}

/** What is wrong with a request before anybody has looked at what it asks. */
function knownToHttp(error: FastifyError): Refusal | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.slice(0, 3).map(({ instancePath, message }) => {
      return `${instancePath.slice(1) || 'request'}: ${message ?? 'invalid'}`;
    });
    return { code: 'invalid_input', message: `The request can't be used. ${issues.join('; ')}` };
  }
  const status = error.statusCode ?? 500;
  if (!error.code?.startsWith('FST_') || status >= 500) return undefined;
  if (status === 413) return { code: 'limit_reached', message: 'The body is too large.' };
  return { code: 'invalid_input', message: `The request can't be used. ${error.message}` };
}
