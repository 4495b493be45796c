import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchSource } from './launch-source.fixture.js';
import { aPlan, play } from './run.fixture.js';

// real processes on a machine that may be busy
jest.setTimeout(60_000);

/** Whether there is no such process any more; one that nobody has buried yet is none. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

async function untilGone(pids: readonly number[]): Promise<void> {
  while (!pids.every(isGone)) await new Promise((resolve) => setTimeout(resolve, 20));
}

const folder = mkdtempSync(join(tmpdir(), 'golden-path-left-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('no process is left behind', () => {
  it('by a run that is interrupted', async () => {
    const children: ChildProcess[] = [];
    const interrupt = new AbortController();
    const launch = launchSource();
    const run = play(aPlan({ journeys: 5_000, users: 2 }), {
      signal: interrupt.signal,
      onResult: () => interrupt.abort(new Error('enough')),
      launch: (role) => {
        const child = launch(role);
        children.push(child);
        return child;
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(children).toHaveLength(5);
    expect(children.filter(({ exitCode, signalCode }) => !exitCode && !signalCode)).toEqual([]);
  });

  it('nor a file, by a director that gets SIGKILL in the middle of it', async () => {
    process.env['TMPDIR'] = folder;
    const director = launchSource(() => 'director.fixture.ts')('worker');
    delete process.env['TMPDIR'];
    const pids: number[] = [];
    await new Promise<void>((resolve) => {
      director.on('message', (told: { pid?: number; playing?: boolean }) => {
        if (told.pid !== undefined) pids.push(told.pid);
        if (told.playing) resolve();
      });
    });
    const ended = once(director, 'exit');
    director.kill('SIGKILL');
    await ended;
    expect(pids).toHaveLength(5);
    await untilGone(pids);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('by a run that can not begin', async () => {
    const store = '/dev/null/no/folder/tracker.db';
    await expect(play(aPlan({ journeys: 1 }), { store })).rejects.toThrow(/Give another path/);
  });
});
