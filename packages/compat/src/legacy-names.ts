import { AgentExecutionTracker } from '@tracker/core';
import type { Execution } from '@tracker/state';

/**
 * The same class as `AgentExecutionTracker`.
 * @deprecated Import `AgentExecutionTracker` from `@tracker/core`.
 */
export const ExecutionTracker = AgentExecutionTracker;

/** @deprecated Import `AgentExecutionTracker` from `@tracker/core`. */
export type ExecutionTracker = AgentExecutionTracker;

/**
 * What a reader gets of an execution.
 * @deprecated Import `Execution` from `@tracker/state`.
 */
export type ExecutionRecord = Execution;
