import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type CommitResult } from '@tracker/core';
import { TrackerError } from '@tracker/state';
import { anOwner } from './lease-cases.js';
import type { Play } from './play.js';
import { refusalOf, type Stage } from './stage.js';
import type { Story } from './story.js';

/** What became of a commit that was under way. */
type Answer = { readonly story: Story; readonly result: CommitResult | 'closed' };

function commitsUnderWay({ store }: Stage, stories: readonly Story[]): Promise<Answer[]> {
  return Promise.all(
    stories.map(async (story) => {
      try {
        const [result] = await store.commit([story.since()]);
        return { story, result: result as CommitResult };
      } catch (error) {
        ok(TrackerError.is(error, 'closed'), `"closed" was expected, not ${String(error)}`);
        return { story, result: 'closed' as const };
      }
    }),
  );
}

/** The end of a store. */
export const closingCases: readonly Play[] = [
  {
    name: 'a closed store refuses everything, and may be closed again',
    async run({ store }) {
      await store.close();
      await store.close();
      const page = { after: 0, limit: 1 };
      const asked = [
        store.commit([]),
        store.read(OPERATOR_SCOPE, 'x'),
        store.list(OPERATOR_SCOPE, { limit: 1 }),
        store.history(OPERATOR_SCOPE, 'x', { afterSeq: 0, limit: 1 }),
        store.feed(OPERATOR_SCOPE, page),
        store.due(1),
        store.counts(OPERATOR_SCOPE),
        store.openLease(anOwner('x')),
      ];
      for (const refused of asked) strictEqual(await refusalOf(refused), 'closed');
    },
  },
  {
    name: 'a lease of a closed store can still be let go of',
    async run({ store }) {
      const lease = await store.openLease(anOwner('worker'));
      await store.close();
      await lease.release().catch((error: unknown) => ok(TrackerError.is(error, 'closed')));
    },
  },
  {
    name: 'closing while commits are under way leaves none of them without an answer',
    async run(stage) {
      const stories = Array.from({ length: 50 }, () => stage.ended());
      const answers = commitsUnderWay(stage, stories);
      await Promise.all([stage.store.close(), stage.store.close()]);
      strictEqual((await answers).length, 50);
    },
  },
  {
    name: 'what was acknowledged before or while the store closed is there afterwards, and nothing by halves',
    needs: 'durable',
    async run(stage) {
      const stories = Array.from({ length: 50 }, () => stage.ended());
      const underWay = commitsUnderWay(stage, stories);
      await stage.store.close();
      const answers = await underWay;
      const later = await stage.another();
      for (const { story, result } of answers) {
        const stored = await later.read(OPERATOR_SCOPE, story.id);
        if (result === 'closed' && stored === undefined) continue;
        if (result !== 'closed') deepStrictEqual(result, { status: 'committed' });
        await stage.holds(story, later);
      }
    },
  },
];
