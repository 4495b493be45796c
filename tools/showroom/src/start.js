// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const env = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };

const build = spawnSync('npx', ['nx', 'run', 'showroom:build'], {
  cwd: root,
  env,
  encoding: 'utf8',
});
if (build.status === 0) {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // the terminal sends an interrupt to the whole group; the child decides how it ends
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  console.error(build.stdout, build.stderr);
  process.exitCode = 1;
}
