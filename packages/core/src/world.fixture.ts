import { TrackerError, type ExecutionLimits } from '@tracker/state';
import {
  AgentExecutionTracker,
  MemoryStore,
  type Clock,
  type CreateInput,
  type RunOutcome,
  type TrackerOptions,
} from './index.js';
import { ManualClock } from './testing.js';

/** What an ordinary request looks like. */
export const REQUEST = { agentName: 'triage', userId: 'ann', threadId: 't1' };

/** Limits so far away that none of them is met by accident. */
export const FAR: ExecutionLimits = {
  startTimeoutMs: 10_000_000,
  executionTimeoutMs: 10_000_000,
  idleTimeoutMs: 10_000_000,
  livenessTimeoutMs: 10_000_000,
  holdTimeoutMs: 10_000_000,
  cancelGraceMs: 10_000_000,
  deliveryTimeoutMs: 10_000_000,
  operationTimeoutMs: 10_000_000,
};

/** The longest pause a tracker accepts between two sweeps: it never sweeps by itself in a test. */
export const NO_SWEEPS = { sweepIntervalMs: 3_600_000 };

/** A tracker over a memory store, both at the pace of one clock. */
export function aWorld(options: Partial<TrackerOptions> = {}) {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'tester', ...options });
  return { clock, store, tracker };
}

/** An execution driven by its id, running. */
export async function running(
  tracker: AgentExecutionTracker,
  input: Partial<CreateInput> = {},
): Promise<string> {
  const id = await tracker.createExecution({ ...REQUEST, ...input });
  await tracker.updateExecutionState(id, 'running');
  return id;
}

/** A run whose agent never returns, begun; its id, its outcome once it has one, and its signal. */
export async function hanging(
  { tracker, clock }: Pick<ReturnType<typeof aWorld>, 'tracker' | 'clock'>,
  input: Partial<CreateInput> = {},
) {
  const run: { id: string; outcome: RunOutcome | undefined; signal: AbortSignal } = {
    id: '',
    outcome: undefined,
    signal: new AbortController().signal,
  };
  void tracker
    .run({ ...REQUEST, ...input }, (execution) => {
      run.id = execution.id;
      run.signal = execution.signal;
      return new Promise(() => undefined);
    })
    .then((outcome) => (run.outcome = outcome));
  await clock.settle();
  return run;
}

/** The tracker's error a promise rejects with. */
export async function refusal(promise: Promise<unknown>): Promise<TrackerError> {
  const error: unknown = await promise.then(
    (value) => new Error(`nothing was refused; it resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!TrackerError.is(error)) throw error;
  return error;
}

/** The time of `clock` for a process that crashes: from then on none of its timers fires. */
export class MortalClock implements Clock {
  readonly #clock: Clock;
  #dead = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  setTimer(delayMs: number, fire: () => void) {
    return this.#clock.setTimer(delayMs, () => {
      if (!this.#dead) fire();
    });
  }

  crash(): void {
    this.#dead = true;
  }
}
