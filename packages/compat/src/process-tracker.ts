import { AgentExecutionTracker, MemoryStore, type Clock, type TrackerOptions } from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { deprecate } from './deprecate.js';

interface Slot {
  tracker?: AgentExecutionTracker;
  /** Outlives its trackers, so that what was recorded stays to be read after a shutdown. */
  store?: MemoryStore;
  /** What the tracker was created with. */
  clock?: Clock | undefined;
}

// by a registered symbol, so that a second copy of this package finds the same tracker
const SLOT = Symbol.for('@tracker/compat/process-tracker');

function slot(): Slot {
  const home = globalThis as { [SLOT]?: Slot };
  return (home[SLOT] ??= {});
}

/** The one tracker of the process, without a warning. */
export function processTracker(options: TrackerOptions = {}): AgentExecutionTracker {
  const held = slot();
  if (held.tracker) return held.tracker;
  held.clock = options.clock;
  const store =
    options.store ?? (held.store ??= new MemoryStore(options.clock && { clock: options.clock }));
  return (held.tracker = new AgentExecutionTracker({ ...options, store }));
}

/** The clock that the tracker of the process was given; undefined when it has the system's. */
export function processClock(): Clock | undefined {
  return slot().clock;
}

/** Closes the tracker of the process, without a warning. */
export function shutdownProcessTracker(): Promise<void> {
  const held = slot();
  const { tracker } = held;
  delete held.tracker;
  return tracker?.close() ?? Promise.resolve();
}

/**
 * The one tracker of the process, created with its defaults when nobody has initialized it.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function getExecutionTracker(): AgentExecutionTracker {
  deprecate('TRACKER_DEP001', getExecutionTracker);
  return processTracker();
}

/**
 * The same tracker as `getExecutionTracker`.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function getAgentStateTracker(): AgentExecutionTracker {
  deprecate('TRACKER_DEP002', getAgentStateTracker);
  return processTracker();
}

/**
 * Creates the one tracker of the process, or resolves with the one there is. Rejects with `not_applicable` when
 * options come too late to have an effect.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function initializeTracker(options?: TrackerOptions): Promise<AgentExecutionTracker> {
  deprecate('TRACKER_DEP003', initializeTracker);
  return initializeProcessTracker(options);
}

/**
 * The same as `initializeTracker`.
 * @deprecated Create an `AgentExecutionTracker` of `@tracker/core` and pass it on.
 */
export function initExecutionTracker(options?: TrackerOptions): Promise<AgentExecutionTracker> {
  deprecate('TRACKER_DEP005', initExecutionTracker);
  return initializeProcessTracker(options);
}

/**
 * Closes the one tracker of the process, if there is one. Whoever asks afterwards gets a new one, over the same
 * memory store if it had that.
 * @deprecated Close the tracker you created.
 */
export function shutdownTracker(): Promise<void> {
  deprecate('TRACKER_DEP004', shutdownTracker);
  return shutdownProcessTracker();
}

/** Creates the tracker of the process, or resolves with the one there is; options that come too late are refused. */
export async function initializeProcessTracker(
  options?: TrackerOptions,
): Promise<AgentExecutionTracker> {
  if (options !== undefined && slot().tracker) throw tooLate();
  return processTracker(options);
}

function tooLate(): TrackerError {
  return new TrackerError({
    code: TrackerErrorCode.NOT_APPLICABLE,
    message:
      'initializeTracker was given options, but the tracker of this process exists already and keeps its own. ' +
      'Initialize it before the first getExecutionTracker, or shut it down first.',
  });
}
