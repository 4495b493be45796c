#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runCommand } from './commands.js';

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
const { version } = JSON.parse(manifest) as { version: string };
const { stdout, stderr, argv } = process;

// whoever closes the pipe early has seen enough
stdout.on('error', () => undefined);
process.exitCode = await runCommand(argv.slice(2), { stdout, stderr, version });
