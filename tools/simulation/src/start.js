// @ts-check
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
const run = { cwd: root, env, encoding: 'utf8' };

const build = spawnSync('npx', ['nx', 'run', 'simulation:build'], /** @type {any} */ (run));
if (build.status !== 0) console.error(build.stdout, build.stderr);

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const lived =
  build.status === 0
    ? spawnSync(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
    : build;
process.exitCode = lived.status ?? 1;
