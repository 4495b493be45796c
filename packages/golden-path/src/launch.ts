import { spawn, type ChildProcess } from 'node:child_process';
import type { PartRole } from './part-messages.js';

/** Starts the process of a part; it waits for its setup on the IPC channel. */
export type Launch = (role: PartRole) => ChildProcess;

/** The processes as they are published. */
export const launchBuilt = async (): Promise<Launch> => {
  // loaded when it is needed: it can say where it is only as a module
  const { PART_FILE } = await import('./part-file.js');
  return () =>
    spawn(process.execPath, [PART_FILE], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
};
