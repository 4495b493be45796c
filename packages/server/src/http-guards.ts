import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { FastifyRequest } from 'fastify';
import { callerOf } from './caller.js';
import type { Hub } from './hub.js';
import { getCaller, setCaller } from './http-app.js';
import { SLOW_DOWN, tooMuch, unauthenticated } from './refusal.js';

/** Lets nobody through without a token that is accepted, nor more often than the rate allows. */
export function authenticated(hub: Hub) {
  return async (request: FastifyRequest): Promise<void> => {
    const token = /^Bearer (.{1,8192})$/i.exec(request.headers.authorization ?? '')?.[1];
    const identity = token === undefined ? undefined : await hub.verifier.verify(token);
    if (!identity) throw unauthenticated();
    if (!hub.rate.admit(identity.userId)) {
      throw tooMuch(SLOW_DOWN);
    }
    setCaller(request, callerOf(hub.tracker, identity));
  };
}

/** Lets only operators through; stands behind `authenticated`. */
export async function operatorsOnly(request: FastifyRequest): Promise<void> {
  if (getCaller(request).identity.role === 'operator') return;
  throw new TrackerError({
    code: TrackerErrorCode.FORBIDDEN,
    message: 'Only operators may ask this; the token has no role "operator".',
  });
}
