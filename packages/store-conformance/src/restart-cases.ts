import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE } from '@tracker/core';
import type { Play } from './play.js';
import { feedOf, refusalOf } from './stage.js';
import { isAcknowledged, progresses } from './story.js';

/** What a later store finds. */
export const restartCases: readonly Play[] = [
  {
    name: 'everything is there for a store that is opened later, and goes on',
    needs: 'durable',
    async run(stage) {
      const running = await stage.tell(stage.running());
      const ended = await stage.tell(stage.ended({ userId: 'bob' }));
      const feed = await feedOf(stage.store);
      const counts = await stage.store.counts(OPERATOR_SCOPE);
      await stage.store.close();
      const later = await stage.another();
      for (const story of [running, ended]) await stage.holds(story, later);
      deepStrictEqual(await feedOf(later), feed);
      deepStrictEqual(await later.counts(OPERATOR_SCOPE), counts);
      const goesOn = running.and(progresses(later.now(), 'again'));
      await stage.holds(await stage.tell(goesOn, running, later), later);
      const seen = ended.and(isAcknowledged(later.now()));
      await stage.holds(await stage.tell(seen, ended, later), later);
      const grown = await feedOf(later);
      ok((grown.at(-1)?.cursor ?? 0) > (feed.at(-1)?.cursor ?? 0), 'cursors begin again');
    },
  },
  {
    name: 'what came due while no store was open is due',
    needs: 'durable',
    async run(stage) {
      const { id } = await stage.tell(stage.born({ limits: { startTimeoutMs: 60_000 } }));
      await stage.store.close();
      stage.clock.sleepThrough(3_600_000);
      const due = await (await stage.another()).due(10);
      deepStrictEqual(
        due.map(({ record }) => record.id),
        [id],
      );
    },
  },
  {
    name: 'data that was written under another state table is refused',
    needs: 'durable',
    async run({ store, place }) {
      ok(
        place.forgeDigest,
        'a durable store has to say how a digest is forged (Place.forgeDigest)',
      );
      await store.close();
      await place.forgeDigest();
      strictEqual(await refusalOf(Promise.resolve(place.open())), 'digest_mismatch');
    },
  },
];
