import { signToken } from '@tracker/server';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { Output } from './output.js';
import type { TokenAsked } from './token-command.js';
import { secretOf } from './verifier.js';

/** Prints a token alone on its line, so that a variable can take it. */
export async function token(asked: TokenAsked, io: CommandIo): Promise<ExitCode> {
  const { user: userId, operator, lifetime, issuer, audience } = asked;
  const secret = secretOf(asked, io.env);
  if (secret === undefined) {
    throw new Failure(
      ExitCode.USAGE,
      'There is nothing to sign with. Give --jwt-secret-file or TRACKER_JWT_SECRET, the same as the gateway.',
    );
  }
  if (userId.trim() === '' || userId.length > 200) {
    throw new Failure(ExitCode.USAGE, '--user needs an id of 1 to 200 characters.');
  }
  const signed = await signToken(secret, {
    userId,
    role: operator ? 'operator' : 'user',
    lifetimeMs: lifetime * 1_000,
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  });
  await new Output(io).lines([signed]);
  return ExitCode.OK;
}
