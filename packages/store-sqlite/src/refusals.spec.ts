import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  OPERATOR_SCOPE,
  type CommitResult,
  type ExecutionStore,
  type Transition,
} from '@tracker/core';
import { births } from '@tracker/store-conformance';
import { connect } from './database.js';
import { SqliteStore } from './index.js';
import { writeApart } from './refusals.js';
import { loadDriver } from './sqlite-driver.js';
import { toTrackerError } from './sqlite-fault.js';

const folder = mkdtempSync(join(tmpdir(), 'tracker-refusals-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COMMITTED: CommitResult = { status: 'committed' };

/** What each of these callers is told when they come at the same time. */
function told(store: ExecutionStore, calls: readonly (readonly Transition[])[]) {
  return Promise.allSettled(calls.map(async (transitions) => store.commit(transitions)));
}

const done = (count: number) => ({
  status: 'fulfilled',
  value: Array.from({ length: count }, () => COMMITTED),
});

type Spoiling = (birth: Transition) => Record<string, unknown>;

const UNKEEPABLE: readonly [what: string, spoil: Spoiling][] = [
  ['a state that is none', ({ next }) => ({ next: { ...next, state: 'asleep' } })],
  ['two facts of one number', ({ events }) => ({ events: [...events, ...events] })],
  ['a name that is missing', ({ next }) => ({ next: { ...next, agentName: null } })],
  ['a name that is none', ({ next }) => ({ next: { ...next, agentName: {} } })],
  ['a fact that JSON can not spell', () => ({ events: [{ type: 'created', seq: 1, at: 1n }] })],
];

describe('a transition that can not be kept', () => {
  it.each(UNKEEPABLE)('for %s fails its own caller, and nobody else', async (_, spoil) => {
    const store = await SqliteStore.open({ file: ':memory:' });
    const [a, b, c, d, e] = (await births(5)) as [Transition, ...Transition[]] & Transition[];
    const bad = { ...a, ...spoil(a) } as Transition;
    const calls = [[b], [c, bad], [d, e]] as Transition[][];
    const [first, guilty, last] = await told(store, calls);
    expect([first, last]).toEqual([done(1), done(2)]);
    expect(guilty).toMatchObject({ status: 'rejected', reason: { code: 'store_failure' } });
    // each transition stands for itself, also beside one that is refused
    const kept = await store.list(OPERATOR_SCOPE, { limit: 10 });
    const ids = [b, c, d, e].map((birth) => (birth as Transition).next.id);
    expect(kept.map(({ record }) => record.id).sort()).toEqual(ids.sort());
    expect((await store.counts(OPERATOR_SCOPE)).byState.pending).toBe(4);
    expect(await store.latestCursor()).toBe(4);
    expect(await told(store, [[a]])).toEqual([done(1)]);
    await store.close();
  });

  it('is told so, and that it is of no use to try again', async () => {
    const store = await SqliteStore.open({ file: ':memory:' });
    const [birth] = (await births(1)) as [Transition];
    const next = { ...birth.next, state: 'asleep' } as never;
    await expect(store.commit([{ ...birth, next }])).rejects.toMatchObject({
      message: expect.stringMatching(/CHECK constraint.*it would be refused again/) as string,
      details: { reason: 'refused' },
    });
    await store.close();
  });

  it('is found in few transactions, and the event loop turns between them', async () => {
    const batch = await births(200);
    const refusal = toTrackerError({ code: 'SQLITE_CONSTRAINT' }, 'a file', { tried: 'Writing' });
    let transactions = 0;
    let turns = 0;
    const answers = await writeApart(batch, {
      write: async (part) => {
        transactions += 1;
        if (part.includes(batch[77] as Transition)) throw refusal;
        return part.map(() => COMMITTED);
      },
      turn: async () => void (turns += 1),
    });
    const failed = { status: 'failed', error: refusal };
    expect(answers).toEqual(batch.map((_, n) => (n === 77 ? failed : COMMITTED)));
    expect(transactions).toBeLessThan(20);
    expect(turns).toBe(transactions - 1);
  });
});

describe('a database that can not be written', () => {
  it('fails the whole batch: it is not tried again in parts', async () => {
    const file = join(folder, 'locked.db');
    const store = await SqliteStore.open({ file, lockTimeoutMs: 20 });
    const batch = await births(8);
    const other = connect(await loadDriver(), file);
    other.exec('BEGIN IMMEDIATE');
    const calls = batch.map((birth) => [birth]);
    for (const answer of await told(store, calls)) {
      const reason = { message: expect.stringContaining('8 transitions') as string };
      expect(answer).toMatchObject({ reason: { ...reason, details: { reason: 'locked' } } });
    }
    other.exec('ROLLBACK');
    other.close();
    expect(await told(store, calls)).toEqual(batch.map(() => done(1)));
    await store.close();
  });
});
