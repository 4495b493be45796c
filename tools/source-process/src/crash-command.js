// @ts-check
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * @typedef {object} CrashCommand
 * @property {string} folder of the store, with its `src/crash.spec.ts`
 * @property {string} help said to who asks for it, or can't be understood
 */

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

/** @param {CrashCommand} command */
function play({ folder, help }) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1e9)) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
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
  const jest = ['jest', 'src/crash.spec.ts'];
  return spawnSync('npx', jest, { cwd: folder, env, stdio: 'inherit' }).status;
}

/**
 * Plays a store's crash spec as its arguments say, and sets the exit code: 1 when it failed, 2 for arguments it does
 * not know.
 * @param {CrashCommand} command
 */
export function runCrashCommand(command) {
  try {
    process.exitCode = play(command) ?? 1;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${command.help}`);
    process.exitCode = 2;
  }
}
