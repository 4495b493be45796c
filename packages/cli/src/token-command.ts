import { Option, type Command } from 'commander';
import {
  commandNamed,
  doing,
  wholeNumber,
  withOptions,
  type CommandContext,
} from './command-context.js';
import type { ExitCode } from './exit-code.js';

/** What `tracker token` is told. */
export interface TokenAsked {
  readonly user: string;
  readonly operator?: boolean;
  readonly jwtSecretFile?: string;
  readonly lifetime: number;
  readonly issuer?: string;
  readonly audience?: string;
}

/** `tracker token`: lets somebody in. */
export function tokenCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('token', 'Sign a token with which a user, or an operator, gets in', [
      'TRACKER_TOKEN="$(tracker token --user ada --jwt-secret-file jwt-secret)" tracker ask "Hello"',
      'tracker token --user bob --operator --lifetime 28800',
    ]),
    new Option('--user <id>', 'whose token').makeOptionMandatory(),
    new Option('--operator', 'sees and steers everybody’s executions'),
    new Option(
      '--jwt-secret-file <file>',
      'file with the secret of the gateway; also TRACKER_JWT_SECRET',
    ),
    new Option('--lifetime <seconds>', 'how long it is accepted')
      .argParser(wholeNumber(1, 31_622_400))
      .default(3_600),
    new Option('--issuer <name>', 'who issues it, if the gateway asks'),
    new Option('--audience <name>', 'for whom it is meant, if the gateway asks'),
  );
  return doing<TokenAsked>(command, context, async (asked): Promise<ExitCode> => {
    const { token } = await import('./token.js');
    return token(asked, context.io);
  });
}
