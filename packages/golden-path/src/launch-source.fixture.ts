import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sourceArguments } from '@tracker/source-process';
import type { Launch } from './launch.js';
import type { PartRole } from './part-messages.js';

/** Starts the processes on the source of the packages; `file` may put others in the place of some of them. */
export function launchSource(file: (role: PartRole) => string = () => 'part-main.ts'): Launch {
  return (role) =>
    spawn(process.execPath, sourceArguments(join(__dirname, file(role))), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
}
