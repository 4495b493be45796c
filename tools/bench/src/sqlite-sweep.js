// @ts-check
import { DEFAULT_LIMITS, fold } from '@tracker/core';
import { SqliteStore } from '@tracker/store-sqlite';
import { withFolder } from './sqlite-place.js';

/** Executions that have expired in each file. */
const EXPIRED = 100;

/** One live execution for so many ended ones. */
const ENDED_PER_LIVE = 10;

/** Executions in one commit. */
const BATCH = 500;

const BORN_AT = 1_767_225_600_000;
const FAR_MS = 80_000_000;

/**
 * How long the same sweep takes in files of different sizes, in milliseconds, round by round.
 * @typedef {{ ended: number, live: number, sweep: number[], idle: number[], open: number[] }} Swept
 */

/**
 * @param {number} ended executions, and a tenth as many that live
 * @param {number} rounds
 * @returns {Promise<Swept>}
 */
export function sweepAmong(ended, rounds) {
  return withFolder(async (place) => {
    const file = place('sweep');
    let now = BORN_AT;
    const clock = { now: () => now, setTimer: () => ({ dispose: () => undefined }) };
    const open = () => SqliteStore.open({ file, clock });
    const live = Math.ceil(ended / ENDED_PER_LIVE);
    await fill(await open(), ended, live);
    const found = { ended, live, sweep: [], idle: [], open: [] };
    for (let round = 0; round < rounds; round++) {
      now = BORN_AT;
      const store = await timed(found.open, open);
      await timed(found.idle, () => store.due(1_000));
      now = BORN_AT + FAR_MS / 2 + round * 1_000;
      const due = await timed(found.sweep, () => store.due(1_000));
      if (due.length !== EXPIRED) throw new Error(`${due.length} were due, not ${EXPIRED}`);
      await store.close();
    }
    return found;
  });
}

/**
 * @template Result
 * @param {number[]} times
 * @param {() => Promise<Result>} work
 */
async function timed(times, work) {
  const began = performance.now();
  const result = await work();
  times.push(performance.now() - began);
  return result;
}

/**
 * @param {SqliteStore} store
 * @param {number} ended
 * @param {number} live
 */
async function fill(store, ended, live) {
  const kinds = [
    ...Array(ended).fill('ended'),
    ...Array(live).fill('live'),
    ...Array(EXPIRED).fill('expired'),
  ];
  for (let from = 0; from < kinds.length; from += BATCH) {
    const batch = kinds.slice(from, from + BATCH);
    await store.commit(batch.map((kind, n) => birth(kind, from + n)));
  }
  await store.close();
}

/**
 * @param {'ended' | 'live' | 'expired'} kind
 * @param {number} n
 * @returns {import('@tracker/core').Transition}
 */
function birth(kind, n) {
  const executionId = `e${n}`;
  const startTimeoutMs = kind === 'expired' ? 1_000 : FAR_MS;
  const limits = { ...DEFAULT_LIMITS, startTimeoutMs, livenessTimeoutMs: FAR_MS };
  /** @type {import('@tracker/state').HistoryEvent[]} */
  const events = [
    {
      type: 'created',
      executionId,
      seq: 1,
      at: BORN_AT,
      userId: `user-${n % 1_000}`,
      threadId: 't',
      runId: executionId,
      agentName: 'bench',
      attempt: 1,
      retryOf: null,
      liveness: 'process',
      limits: { ...limits, deliveryTimeoutMs: FAR_MS },
      metadata: {},
    },
  ];
  if (kind === 'ended') {
    events.push({
      type: 'ended',
      executionId,
      seq: 2,
      at: BORN_AT,
      from: 'pending',
      to: 'failed',
      phase: 'failed',
      cause: { kind: 'failure', code: 'agent_error', fault: 'agent' },
      outcome: { kind: 'error', message: 'Something went wrong.' },
    });
  }
  return { next: fold(events), events, expectedVersion: 0, commitId: executionId };
}
