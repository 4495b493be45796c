import { Option, type Command } from 'commander';
import {
  agentName,
  commandNamed,
  doing,
  formOptions,
  storeOption,
  wholeNumber,
  withOptions,
  type CommandContext,
} from './command-context.js';
import { ExitCode } from './exit-code.js';
import type { FormAsked } from './output.js';
import { processOptions, type ProcessAsked } from './process-options.js';
import type { VerifierAsked } from './verifier.js';

/** What `tracker serve` is told. */
export interface ServeAsked extends FormAsked, ProcessAsked, VerifierAsked {
  readonly store?: string;
  readonly port: number;
  readonly host: string;
  readonly agent?: string[];
  readonly demo?: boolean;
  readonly origin: string[];
  readonly allowedHost?: string[];
  readonly publicMetrics?: boolean;
  /** False with `--no-dashboard`. */
  readonly dashboard: boolean;
}

const collect = (one: string, before: readonly string[] = []): string[] => [...before, one];

const TOKENS = `
Who a user is, a signed token says: JSON Web Tokens with "sub", "exp" and, for
operators, "role": "operator". Their key comes from a file or TRACKER_JWT_SECRET.
With --dev the token dev-user-ada is believed to be ada's, dev-operator-bob an operator's.
`;

/** `tracker serve`: the gateway. */
export function serveCommand(context: CommandContext): Command {
  const command = withOptions(
    commandNamed('serve', 'Serve users and operators: gateway and dashboard over a store', [
      'tracker serve --demo',
      'tracker serve --agent triage --jwt-secret-file /run/secrets/jwt --host 0.0.0.0',
      'tracker serve --agent triage --dev --store postgres://localhost/tracker',
    ]).addHelpText('after', TOKENS),
    storeOption(),
    new Option('--port <number>', 'port; 0 is a free one')
      .argParser(wholeNumber(0, 65_535))
      .default(8080),
    new Option('--host <address>', 'address to listen on; 0.0.0.0 is all').default('127.0.0.1'),
    new Option(
      '--agent <name>',
      'leave messages for this agent to workers; may be repeated',
    ).argParser((one, before?: readonly string[]) => collect(agentName(one), before)),
    new Option('--demo', 'have a built-in agent answer in this process; implies --dev').conflicts(
      'agent',
    ),
    new Option('--dev', 'believe whoever says who they are; never in production').conflicts([
      'jwtSecretFile',
      'jwtPublicKeyFile',
    ]),
    new Option('--jwt-secret-file <file>', 'file with the secret of the tokens (HS256)').conflicts(
      'jwtPublicKeyFile',
    ),
    new Option(
      '--jwt-public-key-file <file>',
      'file with the public key of the tokens (EdDSA, PEM)',
    ),
    new Option('--issuer <name>', 'who must have issued a token'),
    new Option('--audience <name>', 'for whom a token must be meant'),
    new Option('--origin <origin>', 'web page that may connect; may be repeated')
      .argParser(collect)
      .default(['self']),
    new Option(
      '--allowed-host <name>',
      'name it may be called by; may be repeated (default: any; with --dev localhost and addresses)',
    ).argParser(collect),
    new Option('--public-metrics', 'let everybody read /metrics'),
    new Option('--no-dashboard', 'serve no dashboard'),
    ...processOptions(),
    ...formOptions(),
  );
  return doing<ServeAsked>(command, context, async (asked): Promise<ExitCode> => {
    const { serve } = await import('./serve.js');
    return serve(asked, context.io);
  });
}
