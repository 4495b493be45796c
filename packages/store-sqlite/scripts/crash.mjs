// @ts-check
import { fileURLToPath } from 'node:url';
import { runCrashCommand } from '@tracker/source-process/crash-command';

const HELP = `Kills a process again and again while it writes into a SQLite file, and checks what is left.

npm run crash -w @tracker/store-sqlite -- [options]

  --rounds <n>  processes, 1 to 100000. Default 200, about three minutes
  --seed <n>    what they write, and when they are killed. Default: random, and told
  --help        this

Exits with 1 when anything acknowledged is lost, half of a commit is there, or the auditor objects; with 2 for
arguments it does not know.
`;

runCrashCommand({ folder: fileURLToPath(new URL('..', import.meta.url)), help: HELP });
