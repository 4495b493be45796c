import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type ExecutionStore, type FeedEntry, type Scope } from '@tracker/core';
import type { Play } from './play.js';
import { feedOf, historyOf, refusalOf, type Stage } from './stage.js';
import { answers, isAcknowledged, progresses, type Story } from './story.js';

/** Everything a reader sees that begins at 0 and reads `limit` entries at once until it has caught up. */
async function readThrough(
  store: ExecutionStore,
  scope: Scope,
  { limit, done }: { limit: number; done: () => boolean },
): Promise<FeedEntry[]> {
  const seen: FeedEntry[] = [];
  for (;;) {
    const last = done();
    const page = await store.feed(scope, { after: seen.at(-1)?.cursor ?? 0, limit });
    ok(page.length <= limit, 'a page is longer than its limit');
    seen.push(...page);
    // a page that is not full says that there is no more by now
    if (last && page.length < limit) return seen;
  }
}

async function liveThrough(stage: Stage, story: Story, store: ExecutionStore): Promise<void> {
  let before = await stage.tell(story, undefined, store);
  for (let i = 0; i < 5; i++) {
    before = await stage.tell(before.and(progresses(store.now(), `${i}`)), before, store);
  }
  await stage.tell(before.and(...answers(store.now())), before, store);
}

function inOrder(entries: readonly FeedEntry[]): void {
  const seqs = new Map<string, number>();
  let cursor = 0;
  for (const entry of entries) {
    ok(entry.cursor > cursor, `cursor ${entry.cursor} comes after ${cursor}`);
    cursor = entry.cursor;
    const { executionId, seq } = entry.event;
    strictEqual(seq, (seqs.get(executionId) ?? 0) + 1, `the next fact of ${executionId}`);
    seqs.set(executionId, seq);
  }
}

async function seesAll(stage: Stage, stores: readonly ExecutionStore[]): Promise<void> {
  const users = ['ann', 'bob', 'cleo'];
  const writing = Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const store = stores[index % stores.length] ?? stage.store;
      return liveThrough(stage, stage.running({ userId: users[index % 3] ?? '' }), store);
    }),
  );
  let written = false;
  const stop = (): void => void (written = true);
  writing.then(stop, stop);
  const reader = { limit: 7, done: () => written };
  const [all, anns] = await Promise.all([
    readThrough(stage.store, OPERATOR_SCOPE, reader),
    readThrough(stores.at(-1) ?? stage.store, { userId: 'ann' }, reader),
  ]);
  await writing;
  inOrder(all);
  inOrder(anns);
  strictEqual(all.length, 60 * 10, 'entries seen by the operator');
  deepStrictEqual(
    anns,
    all.filter(({ userId }) => userId === 'ann'),
  );
}

/** The feed, and the pages of a history. */
export const feedCases: readonly Play[] = [
  {
    name: 'the feed has every fact in the order of the commits, each with its own cursor',
    async run(stage) {
      const one = await stage.tell(stage.running());
      const two = await stage.tell(stage.running({ userId: 'bob' }));
      const ended = await stage.tell(one.and(...answers(stage.store.now())), one);
      const expected = [...one.history, ...two.history, ...ended.history.slice(one.version)];
      const entries = await feedOf(stage.store);
      deepStrictEqual(
        entries.map(({ event }) => event),
        expected,
      );
      strictEqual(entries.at(-1)?.cursor, await stage.store.latestCursor());
      inOrder(entries);
    },
  },
  {
    name: 'the newest cursor is 0 as long as there is nothing, and the feed after it is empty',
    async run({ store }) {
      strictEqual(await store.latestCursor(), 0);
      deepStrictEqual(await feedOf(store), []);
    },
  },
  {
    name: 'a reader that follows the feed while others write misses nothing and sees nothing twice',
    run: (stage) => seesAll(stage, [stage.store]),
  },
  {
    name: 'a reader that follows the feed while several stores write misses nothing and sees nothing twice',
    needs: 'durable',
    async run(stage) {
      await seesAll(stage, [stage.store, await stage.another(), await stage.another()]);
    },
  },
  {
    name: 'a cursor beyond the newest entry is refused: it is another store’s',
    async run(stage) {
      await stage.tell(stage.born());
      const after = (await stage.store.latestCursor()) + 1_000;
      const asked = stage.store.feed(OPERATOR_SCOPE, { after, limit: 10 });
      strictEqual(await refusalOf(asked), 'cursor_expired');
    },
  },
  {
    name: 'a history is read in pages, from any fact on',
    async run(stage) {
      let story = stage.running();
      for (let i = 0; i < 20; i++) story = story.and(progresses(stage.store.now(), `${i}`));
      await stage.tell(story);
      for (const [afterSeq, limit] of [
        [0, 5],
        [5, 5],
        [20, 100],
        [23, 5],
        [99, 5],
        [0, 23],
      ] as const) {
        const page = await stage.store.history(OPERATOR_SCOPE, story.id, { afterSeq, limit });
        deepStrictEqual(page, story.history.slice(afterSeq, afterSeq + limit));
      }
      deepStrictEqual(await historyOf(stage.store, 'nobody'), []);
    },
  },
  {
    name: 'what is let go of is gone as a whole, and the feed refuses cursors from before it',
    maxEnded: 5,
    async run(stage) {
      const live = await stage.tell(stage.running({ id: 'live' }));
      const first = await stage.tell(stage.ended({ id: 'first' }));
      await stage.tell(first.and(isAcknowledged(stage.store.now())), first);
      const early = await stage.store.latestCursor();
      for (let i = 0; i < 30; i++) {
        const ended = await stage.tell(stage.ended());
        await stage.tell(ended.and(isAcknowledged(stage.store.now())), ended);
      }
      await stage.until(async () => {
        await stage.tidy();
        return (await stage.store.read(OPERATOR_SCOPE, first.id)) === undefined;
      }, 'the oldest of 31 ended ones is let go of when 5 are to be kept');
      await wholeOrGone(stage);
      deepStrictEqual(await historyOf(stage.store, first.id), []);
      deepStrictEqual((await stage.store.read(OPERATOR_SCOPE, live.id))?.record, live.record);
      deepStrictEqual(await historyOf(stage.store, live.id), live.history);
      await onlyWhatIsKept(stage, early);
    },
  },
];

async function wholeOrGone({ store }: Stage): Promise<void> {
  const kept = await store.list(OPERATOR_SCOPE, { limit: 1_000 });
  for (const { record } of kept) {
    strictEqual((await historyOf(store, record.id)).length, record.version);
  }
}

/** A reader from the beginning gets what is kept; one that stopped before what is gone is told so. */
async function onlyWhatIsKept({ store }: Stage, early: number): Promise<void> {
  const entries = await feedOf(store);
  const [oldest] = entries;
  ok(oldest && oldest.cursor > early, 'the feed still speaks of what is gone');
  strictEqual(
    await refusalOf(store.feed(OPERATOR_SCOPE, { after: 1, limit: 10 })),
    'cursor_expired',
  );
  strictEqual(
    await refusalOf(store.feed({ userId: 'ann' }, { after: 1, limit: 10 })),
    'cursor_expired',
  );
  const after = oldest.cursor;
  deepStrictEqual(await store.feed(OPERATOR_SCOPE, { after, limit: 1_000 }), entries.slice(1));
}
