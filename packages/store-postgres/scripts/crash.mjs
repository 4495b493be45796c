// @ts-check
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Kills a real PostgreSQL again and again while it commits, and checks what is left.

npm run crash -w @tracker/store-postgres -- [options]

  --rounds <n>  faults, 1 to 100000. Default 200, a minute or a few
  --seed <n>    which faults, and when. Default: random, and told
  --help        this

Exits with 1 when anything acknowledged is lost, half of a commit is there, or the auditor objects; with 2 for
arguments it does not know.
`;

/**
 * @param {string} name
 * @param {string} given
 * @param {number} max
 */
function whole(name, given, max) {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new TypeError(`--${name} takes a whole number from 1 to ${max}; it was given "${given}".`);
}

function run() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1e9)) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const rounds = whole('rounds', values.rounds, 100_000);
  const seed = whole('seed', values.seed, 0xffff_ffff);
  console.log(`${rounds} rounds from seed ${seed} …`);
  const env = {
    ...process.env,
    TRACKER_CRASH_ROUNDS: String(rounds),
    TRACKER_CRASH_SEED: String(seed),
  };
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  return spawnSync('npx', ['jest', 'src/crash.spec.ts'], { cwd, env, stdio: 'inherit' }).status;
}

try {
  process.exitCode = run() ?? 1;
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}
