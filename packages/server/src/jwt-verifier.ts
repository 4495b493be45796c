import { ROLES } from '@tracker/client/protocol';
import { SystemClock, type Clock } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { errors, jwtVerify, type CryptoKey, type JWK, type JWTPayload, type KeyObject } from 'jose';
import { z } from 'zod';
import type { Identity, TokenVerifier } from './identity.js';

/** A shared secret for HS256, or the public key that belongs to who signs, for EdDSA. */
export type TokenKey =
  | { readonly secret: string | Uint8Array }
  | { readonly publicKey: CryptoKey | KeyObject | JWK };

export interface JwtVerifierSettings {
  /** Who must have issued the token (`iss`). Default: anybody who has the key. */
  readonly issuer?: string;
  /** For whom it must be meant (`aud`). Default: anybody. */
  readonly audience?: string;
  /** Says of a token that is otherwise good whether it was called back, by its claims; such as a `jti` used before. */
  readonly isRevoked?: (claims: JWTPayload) => boolean | Promise<boolean>;
  readonly clock?: Clock;
}

/** A secret as long as what HS256 makes of it. */
const MIN_SECRET_BYTES = 32;

/** Seconds by which the clocks of who signs and who verifies may differ. */
const CLOCK_TOLERANCE_S = 5;

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number(),
  role: z.enum(ROLES).default('user'),
});

/**
 * Accepts signed JSON Web Tokens with `sub` (the user's id), `exp` and, for operators, `role: "operator"`. One
 * algorithm for the kind of key it is given and no other, so neither `alg: none` nor a public key taken for a
 * secret gets in. Throws `invalid_input` for a secret of less than 32 bytes,
 * for a key of another kind, and for a blank issuer or audience.
 */
export function jwtVerifier(key: TokenKey, settings: JwtVerifierSettings = {}): TokenVerifier {
  const { clock = new SystemClock(), isRevoked = () => false, ...expected } = settings;
  const [material, algorithm] = keyMaterial(key);
  assertNotBlank(expected);
  return {
    async verify(token) {
      const payload = await claimsOf(() =>
        jwtVerify(token, material, {
          ...expected,
          algorithms: [algorithm],
          requiredClaims: ['sub', 'exp'],
          clockTolerance: CLOCK_TOLERANCE_S,
          currentDate: new Date(clock.now()),
        }),
      );
      const claims = claimsSchema.safeParse(payload).data;
      if (!payload || !claims || (await isRevoked(payload))) return undefined;
      return toIdentity(claims);
    },
  };
}

function toIdentity({ sub, exp, role }: z.infer<typeof claimsSchema>): Identity {
  return { userId: sub, role, expiresAt: (exp + CLOCK_TOLERANCE_S) * 1_000 };
}

async function claimsOf(
  verify: () => Promise<{ payload: JWTPayload }>,
): Promise<JWTPayload | undefined> {
  try {
    return (await verify()).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}

function keyMaterial(key: TokenKey): [CryptoKey | KeyObject | JWK | Uint8Array, string] {
  if ('publicKey' in key) return [edwards(key.publicKey), 'EdDSA'];
  return [secretBytes(key.secret), 'HS256'];
}

/** A key with which no token could ever be verified is a mistake to be told of at once, not by every user. */
function edwards<K extends CryptoKey | KeyObject | JWK>(key: K): K {
  const kind = kindOf(key as KeyKind);
  if (/^ed(25519|448|dsa)$/i.test(kind)) return key;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `The public key for tokens is of the kind "${kind}"; one for EdDSA is needed, such as Ed25519.`,
  });
}

/** Each of the three forms of a key says it in another field. */
interface KeyKind {
  readonly asymmetricKeyType?: string;
  readonly algorithm?: { readonly name: string };
  readonly crv?: string;
  readonly kty?: string;
  readonly type?: string;
}

function kindOf({ asymmetricKeyType, algorithm, crv, kty, type }: KeyKind): string {
  return asymmetricKeyType ?? algorithm?.name ?? crv ?? kty ?? String(type);
}

/** What is left blank by mistake would be looked at in no token. */
function assertNotBlank(expected: Pick<JwtVerifierSettings, 'issuer' | 'audience'>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value === undefined || value.trim() !== '') continue;
    throw new TrackerError({
      code: TrackerErrorCode.INVALID_INPUT,
      message: `The ${name} of tokens is blank; give one, or leave it out to accept any.`,
    });
  }
}

/** The bytes of a secret. Throws `invalid_input` when there are too few of them. */
export function secretBytes(secret: string | Uint8Array): Uint8Array {
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  if (bytes.length >= MIN_SECRET_BYTES) return bytes;
  throw new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `The secret for tokens has ${bytes.length} bytes; at least ${MIN_SECRET_BYTES} are needed, from a random source.`,
  });
}
