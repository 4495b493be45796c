import { CLOCK_MEANING, type Execution } from '@tracker/state';
import { remainingText } from './duration-text.js';
import type { RunningClock, Why } from './why.js';

/** Whose move it is, in words; a word that is not known here speaks for itself. */
export function moverOf({ waitsFor }: Why): string {
  return MOVERS[waitsFor] ?? waitsFor;
}

const MOVERS: Readonly<Record<string, string>> = {
  worker: 'A worker, to take it',
  agent: 'The agent, to go on',
  hold: 'Whoever the hold waits for',
  cancel: 'The agent, to stop',
  client: 'The user’s client, to acknowledge',
  nobody: 'Nobody',
};

/** What will have become of it, when nobody makes a move. */
export function ifNothingHappens(why: Why, execution: Execution): string {
  if ('delivery' in execution) {
    return why.untilAt === null ? 'Nothing: it is over and told' : 'Its delivery is overdue';
  }
  return why.waitsFor === 'cancel' ? 'Its end is forced' : 'It is ended, and its user told';
}

/** A clock as a bar: how much of its time is gone. */
export interface ClockBar {
  readonly clock: string;
  readonly deadline: number;
  readonly lastHeardAt: number | null;
  /** 0 … 1. */
  readonly gone: number;
  readonly left: string;
  /** Whether it is the one that runs out first. */
  readonly first: boolean;
}

/** The clocks as bars, the one that runs out first in front. */
export function clockBars(
  clocks: readonly RunningClock[],
  execution: Execution,
  now: number,
): readonly ClockBar[] {
  const sorted = [...clocks].sort((one, other) => one.deadline - other.deadline);
  return sorted.map((one, index) => {
    const limit = limitOf(one.clock, execution);
    const left = Math.max(0, one.deadline - now);
    const gone = limit === undefined ? 0 : Math.min(1, Math.max(0, 1 - left / limit));
    return { ...one, gone, left: remainingText(left), first: index === 0 };
  });
}

/** What a clock measures; the words for what ends in a timeout are those of the table. */
export function clockMeaning(clock: string): string {
  return { ...OTHER_CLOCKS, ...CLOCK_MEANING }[clock] ?? '';
}

const OTHER_CLOCKS: Readonly<Record<string, string>> = {
  liveness: 'Since the last sign of life.',
  cancel: 'From the request to stop until the end is forced.',
  delivery: 'From the end until it must have been acknowledged.',
};

/** How long a clock runs when nothing happens. */
function limitOf(clock: string, execution: Execution): number | undefined {
  const { limits } = execution;
  const hold = execution.state === 'running' ? execution.hold : null;
  const byName: Readonly<Record<string, number>> = {
    start: limits.startTimeoutMs,
    execution: limits.executionTimeoutMs,
    idle: limits.idleTimeoutMs,
    hold: hold ? hold.deadline - hold.since : limits.holdTimeoutMs,
    liveness: limits.livenessTimeoutMs,
    cancel: limits.cancelGraceMs,
    delivery: limits.deliveryTimeoutMs,
  };
  return byName[clock];
}
