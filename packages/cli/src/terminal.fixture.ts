import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, type Agent } from '@tracker/core';
import { openStore } from '@tracker/stores';
import { runTracker, type ExitCode } from './index.js';

/** What a command said, and how it ended. */
export interface Said {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  /** Whether it runs on a terminal, and how wide that is. */
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly interrupted?: AbortSignal;
  /** Told each time something is written to stdout, with all of it. */
  readonly onOutput?: (stdout: string) => void;
}

/** Runs `tracker` in this process. */
export async function tracker(args: readonly string[], given: Circumstances = {}): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  const output = (name: keyof typeof said) => ({
    isTTY: given.columns !== undefined,
    columns: given.columns,
    write: (text: string, taken?: () => void) => {
      said[name] += text;
      if (name === 'stdout') given.onOutput?.(said.stdout);
      taken?.();
    },
  });
  const code = await runTracker(args, {
    stdin: Object.assign(
      (async function* () {
        yield given.stdin ?? '';
      })(),
      { isTTY: false },
    ),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: given.env ?? {},
    version: '1.2.3',
    interrupts: () => given.interrupted ?? new AbortController().signal,
  });
  return { code, ...said };
}

/** A folder of its own with a store in it, for the specs of a file. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-cli-'));
  readonly file = join(this.folder, 'tracker.db');

  /** Runs a command on the store of this place; the output is JSON. */
  run(args: readonly string[], given: Circumstances = {}): Promise<Said> {
    return tracker(args, { ...given, env: { TRACKER_STORE: this.file, ...given.env } });
  }

  /** The same, and what it said as JSON. */
  async json(args: readonly string[]): Promise<ReturnType<typeof JSON.parse>> {
    const { stdout, stderr, code } = await this.run([...args, '--json']);
    if (stdout === '') throw new Error(`Exit code ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Does something with a tracker of another process, so to say. */
  async with<T>(work: (tracker: AgentExecutionTracker) => Promise<T>): Promise<T> {
    const store = await openStore(this.file);
    const other = new AgentExecutionTracker({ store, drainTimeoutMs: 0 });
    try {
      return await work(other);
    } finally {
      await other.close();
      await store.close();
    }
  }

  /** Runs an agent to its end and returns the id. */
  ended(
    agent: Agent,
    about: { user?: string; agent?: string; thread?: string } = {},
  ): Promise<string> {
    const { user: userId = 'ada', agent: agentName = 'triage', thread: threadId = 't1' } = about;
    return this.with(async (other) => {
      const { executionId } = await other.run({ agentName, userId, threadId }, agent);
      return executionId;
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
