import type { StoredExecution } from '@tracker/core';
import { ALWAYS_AWAKE, isDue } from '@tracker/core/store-kit';
import type { Database } from './database.js';
import { dueAt } from './batch.js';
import { signColumns, type WrittenSigns } from './leases.js';
import { toStored, type StoredRow } from './row.js';

/** How long what was offered to one who sweeps is kept from the others, in milliseconds. */
const CLAIM_MS = 1_000;

/** Searches for due ones among those whose noted day was too early, in one call. */
const MAX_ROUNDS = 16;

export interface DueParts {
  readonly database: Database;
  readonly s: string;
  readonly now: () => number;
  /** What is known in this process beside what the database knows. */
  readonly withOwnSigns: (stored: StoredExecution) => StoredExecution;
}

/** Claims executions whose deadline has passed, at most `limit`; claims expire by themselves. */
export async function claimDue(parts: DueParts, limit: number): Promise<StoredExecution[]> {
  const due: StoredExecution[] = [];
  for (let round = 0; round < MAX_ROUNDS && due.length < limit; round++) {
    const asked = limit - due.length;
    const found = await claim(parts, asked);
    const early: WrittenSigns[] = [];
    for (const stored of found) {
      const now = parts.now();
      if (isDue(stored.record, { now, signs: stored.signs, sleptSince: ALWAYS_AWAKE, judge: '' })) {
        due.push(stored);
      } else early.push(later(stored, now));
    }
    await postpone(parts, early);
    if (found.length < asked) break;
  }
  return due;
}

async function claim({ database, s, now, withOwnSigns }: DueParts, limit: number) {
  const instant = now();
  const rows = await database.run<StoredRow>('claim what is due', {
    text: `select * from ${s}.claim_due($1, $2, $3)`,
    values: [instant, instant + CLAIM_MS, limit],
  });
  return rows.map(toStored).map(withOwnSigns);
}

/** The day that is noted is moved on only when it has come, so it may be early. */
function later({ record, signs }: StoredExecution, now: number): WrittenSigns {
  const { id, version } = record;
  const day = dueAt(record, signs);
  // what its owner can't say while it is busy puts off no day: behind those who have theirs by now it goes all the same
  return {
    id,
    version,
    aliveAt: 0,
    progressAt: 0,
    dueAt: day === null ? null : Math.max(day, now),
  };
}

async function postpone({ database, s }: DueParts, signs: readonly WrittenSigns[]): Promise<void> {
  if (signs.length === 0) return;
  await database.run('note a later day', {
    text: `select ${s}.write_signs($1, $2, $3, $4, $5)`,
    values: signColumns(signs),
  });
}
