import type { AgentExecutionTracker } from '@tracker/core';
import { SideTable } from './legacy-side-table.js';

interface Signs {
  /** Heartbeats that counted. */
  heartbeats: number;
  /** When the last sign of life came, epoch milliseconds; 0 before the first. */
  lastAt: number;
}

const SIGNS = new SideTable<Signs>(() => ({ heartbeats: 0, lastAt: 0 }));

/** The signs of life that came through older names: they are counted here, and what counts is the tracker's. */
export function signsOf(tracker: AgentExecutionTracker, executionId: string): Signs {
  return SIGNS.of(tracker, executionId);
}

/** Passes a sign of life on to the tracker. */
export function giveSign(tracker: AgentExecutionTracker, executionId: string, now: number): Signs {
  tracker.heartbeat(executionId);
  const signs = signsOf(tracker, executionId);
  signs.lastAt = now;
  return signs;
}
