import type { Role } from '@tracker/client/protocol';
import { SystemClock, type Clock } from '@tracker/core';
import { SignJWT } from 'jose';
import { secretBytes } from './jwt-verifier.js';

export interface TokenRequest {
  readonly userId: string;
  /** Default `user`. */
  readonly role?: Role;
  /** Default one hour. */
  readonly lifetimeMs?: number;
  readonly issuer?: string;
  readonly audience?: string;
  readonly clock?: Clock;
}

/** Signs a token that `jwtVerifier({ secret })` accepts; for whoever logs users in, and for tests. */
export function signToken(secret: string | Uint8Array, request: TokenRequest): Promise<string> {
  const { userId, role = 'user', lifetimeMs = 3_600_000, issuer, audience } = request;
  const { clock = new SystemClock() } = request;
  const now = Math.floor(clock.now() / 1_000);
  const token = new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.ceil(lifetimeMs / 1_000));
  if (issuer !== undefined) token.setIssuer(issuer);
  if (audience !== undefined) token.setAudience(audience);
  return token.sign(secretBytes(secret));
}
