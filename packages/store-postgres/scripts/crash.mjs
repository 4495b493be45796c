// @ts-check
import { fileURLToPath } from 'node:url';
import { runCrashCommand } from '@tracker/source-process/crash-command';

const HELP = `Kills a real PostgreSQL again and again while it commits, and checks what is left.

npm run crash -w @tracker/store-postgres -- [options]

  --rounds <n>  faults, 1 to 100000. Default 200, a minute or a few
  --seed <n>    which faults, and when. Default: random, and told
  --help        this

Exits with 1 when anything acknowledged is lost, half of a commit is there, or the auditor objects; with 2 for
arguments it does not know.
`;

runCrashCommand({ folder: fileURLToPath(new URL('..', import.meta.url)), help: HELP });
