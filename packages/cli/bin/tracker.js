#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);

// the file that npm links must be there before the first build
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('tracker: it is not built yet; run "npx nx build cli" in the workspace.\n');
  process.exitCode = 3;
}
