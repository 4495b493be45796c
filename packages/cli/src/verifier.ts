import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { developmentVerifier, jwtVerifier, type TokenVerifier } from '@tracker/server';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';

/** How a gateway is told to know its users. */
export interface VerifierAsked {
  readonly dev?: boolean;
  readonly jwtSecretFile?: string;
  readonly jwtPublicKeyFile?: string;
  readonly issuer?: string;
  readonly audience?: string;
}

/** Whom the gateway believes: a signed token's key from a file or the environment, or, with `--dev`, everybody. */
export function verifierOf(asked: VerifierAsked, env: CommandIo['env']): TokenVerifier {
  const { issuer, audience } = asked;
  const settings = {
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  };
  if (asked.jwtPublicKeyFile !== undefined) {
    return jwtVerifier({ publicKey: publicKey(asked.jwtPublicKeyFile) }, settings);
  }
  const secret = asked.dev ? undefined : secretOf(asked, env);
  if (secret !== undefined) return jwtVerifier({ secret }, settings);
  if (asked.dev) return developmentVerifier();
  throw new Failure(
    ExitCode.USAGE,
    'Nobody could log in. Give --jwt-secret-file, --jwt-public-key-file or TRACKER_JWT_SECRET; ' +
      'to try things out on this machine, --dev believes everybody who says who they are.',
  );
}

/** The secret of the tokens, from the file or the environment; undefined when neither has one. */
export function secretOf(
  { jwtSecretFile }: Pick<VerifierAsked, 'jwtSecretFile'>,
  env: CommandIo['env'],
): string | undefined {
  return jwtSecretFile === undefined
    ? env['TRACKER_JWT_SECRET'] || undefined
    : text(jwtSecretFile).trim();
}

function publicKey(file: string) {
  try {
    return createPublicKey(text(file));
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(ExitCode.USAGE, `${file} holds no public key in PEM form.`, { cause });
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(ExitCode.USAGE, `The key can't be read: ${said}`, { cause });
  }
}
