import { decide } from './decide.js';
import { MemoryStore, OPERATOR_SCOPE, type Scope, type StoredExecution } from './index.js';
import { ALWAYS_AWAKE } from './signs.js';
import { ManualClock } from './testing.js';
import { FAR, NO_SWEEPS, REQUEST, aWorld, refusal, running } from './world.fixture.js';

async function aSilentOne() {
  const world = aWorld();
  const id = await running(world.tracker, { limits: { ...FAR, livenessTimeoutMs: 1_000 } });
  await world.clock.advance(900);
  const stored = (await world.store.read(OPERATOR_SCOPE, id)) as StoredExecution;
  const asked = { now: world.clock.now() + 200, sleptSince: ALWAYS_AWAKE, judge: 'hasty' };
  const circumstances = { ...asked, signs: stored.signs, userMessage: () => 'gone' };
  const { next, events, verdict } = decide(stored.record, { type: 'settle' }, circumstances);
  expect(verdict?.state).toBe('dead');
  const expectedVersion = stored.record.version;
  const transition = { next, events, expectedVersion, commitId: 'hasty:1', evidence: stored.signs };
  return { ...world, id, transition };
}

describe('a memory store', () => {
  it('takes a verdict of silence while the evidence stands', async () => {
    const { store, transition } = await aSilentOne();
    expect(await store.commit([transition])).toEqual([{ status: 'committed' }]);
  });

  it.each(['heartbeat', 'progress'] as const)(
    'refuses a verdict that a later %s has overtaken',
    async (sign) => {
      const { store, transition, tracker, id } = await aSilentOne();
      expect(tracker[sign](id)).toBe(true);
      const [result] = await store.commit([transition]);
      expect(result).toMatchObject({
        status: 'conflict',
        current: { record: { state: 'running' } },
      });
      expect(await tracker.getExecutionState(id)).toBe('running');
    },
  );

  it('applies each of a batch by itself, and says in order what became of it', async () => {
    const { store, transition } = await aSilentOne();
    const stale = { ...transition, commitId: 'other', expectedVersion: 1 };
    const results = await store.commit([stale, transition, transition, stale]);
    expect(results.map(({ status }) => status)).toEqual([
      'conflict',
      'committed',
      'committed',
      'conflict',
    ]);
  });

  it('pages a user’s executions newest first, without gap or duplicate', async () => {
    const { tracker } = aWorld();
    const ids: string[] = [];
    for (let i = 0; i < 25; i++) {
      ids.unshift(await tracker.createExecution(REQUEST));
      await tracker.createExecution({ ...REQUEST, userId: 'bob' });
    }
    const seen: string[] = [];
    for (let after: string | undefined, first = true; first || after; first = false) {
      const page = await tracker.forUser('ann').listExecutions({ limit: 10, after });
      seen.push(...page.executions.map(({ id }) => id));
      after = page.next;
    }
    expect(seen).toEqual(ids);
  });

  it.each([
    [{ agentName: 'other' }, ['b']],
    [{ threadId: 't2' }, ['c']],
    [{ states: ['failed'] }, ['a']],
    [{ states: ['pending'], agentName: 'triage' }, ['c']],
    [{ states: [] }, []],
  ])('lists by %j: %j', async (query, found) => {
    const { tracker } = aWorld();
    await tracker.createExecution({ ...REQUEST, id: 'a' });
    await tracker.failExecution('a');
    await tracker.createExecution({ ...REQUEST, id: 'b', agentName: 'other' });
    await tracker.createExecution({ ...REQUEST, id: 'c', threadId: 't2' });
    const { executions } = await tracker.listExecutions(query as never);
    expect(executions.map(({ id }) => id)).toEqual(found);
  });

  it('goes on after one that no longer fits the query, in either direction', async () => {
    const { store, tracker } = aWorld();
    for (const id of ['a', 'b', 'c', 'd']) await tracker.createExecution({ ...REQUEST, id });
    await tracker.failExecution('b');
    const list = async (oldestFirst: boolean, scope: Scope): Promise<string[]> => {
      const query = { after: 'b', states: ['pending'] as const, oldestFirst, limit: 9 };
      return (await store.list(scope, query)).map(({ record }) => record.id);
    };
    for (const scope of [OPERATOR_SCOPE, { userId: 'ann' }]) {
      expect(await list(true, scope)).toEqual(['c', 'd']);
      expect(await list(false, scope)).toEqual(['a']);
    }
    expect((await refusal(list(true, { userId: 'bob' }))).code).toBe('cursor_expired');
  });

  it('counts of a user what it keeps of that user, and of all what there was', async () => {
    const clock = new ManualClock();
    const store = new MemoryStore({ clock, maxEnded: 2 });
    const { tracker } = aWorld({ store, clock });
    for (const id of ['a', 'b', 'c', 'd']) await tracker.createExecution({ ...REQUEST, id });
    for (const id of ['a', 'b', 'c']) await tracker.failExecution(id);
    await tracker.acknowledge('b');
    await tracker.cancelExecution('d');
    const all = await store.counts(OPERATOR_SCOPE);
    const own = await store.counts({ userId: 'ann' });
    expect(all).toMatchObject({ byState: { failed: 3, cancelled: 1 }, undelivered: 2 });
    expect(own).toMatchObject({ byState: { failed: 1, cancelled: 1 }, undelivered: 2 });
    const kept = await store.list({ userId: 'ann' }, { limit: 9 });
    expect(kept.map(({ record }) => record.id)).toEqual(['d', 'c']);
    expect((await store.counts({ userId: 'bob' })).byState.failed).toBe(0);
  });

  it('finds the one that is due behind thousands that have shown since that they are alive', async () => {
    const limits = { ...FAR, livenessTimeoutMs: 1_000 };
    const { store, clock, tracker } = aWorld(NO_SWEEPS);
    const ids: string[] = [];
    for (let i = 0; i < 3_000; i++) ids.push(await running(tracker, { limits }));
    const silent = ids.pop();
    await clock.advance(900);
    for (const id of ids) tracker.heartbeat(id);
    await clock.advance(101);
    const found: string[] = [];
    for (let searches = 1; ; searches++) {
      found.push(...(await store.due(9)).map(({ record }) => record.id));
      if (store.hasMoreDue) continue;
      expect([found, searches]).toEqual([[silent], 3]);
      return;
    }
  });

  it('gives no more due ones than asked for, and says that there are more', async () => {
    const { store, clock, tracker } = aWorld(NO_SWEEPS);
    const limits = { ...FAR, startTimeoutMs: 10 };
    for (let i = 0; i < 5; i++) await tracker.createExecution({ ...REQUEST, limits });
    await clock.advance(11);
    const pages: [number, boolean][] = [];
    for (let i = 0; i < 4; i++) pages.push([(await store.due(2)).length, store.hasMoreDue]);
    expect(pages).toEqual([
      [2, true],
      [2, true],
      [1, false],
      [0, false],
    ]);
  });

  it('refuses all once it is closed, and may be closed twice', async () => {
    const store = new MemoryStore({ clock: new ManualClock() });
    await store.close();
    await store.close();
    const asked = [
      store.commit([]),
      store.read(OPERATOR_SCOPE, 'x'),
      store.list(OPERATOR_SCOPE, { limit: 1 }),
      store.history(OPERATOR_SCOPE, 'x', { afterSeq: 0, limit: 1 }),
      store.feed(OPERATOR_SCOPE, { after: 0, limit: 1 }),
      store.due(1),
      store.counts(OPERATOR_SCOPE),
      store.openLease({ owner: 'x', signsOf: () => undefined, sleptSince: () => 0 }),
    ];
    for (const refused of asked) {
      expect((await refusal(Promise.resolve<unknown>(refused))).code).toBe('closed');
    }
  });
});
