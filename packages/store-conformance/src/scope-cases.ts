import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { inspect } from 'node:util';
import type { Scope } from '@tracker/core';
import { TrackerError } from '@tracker/state';
import type { Play } from './play.js';
import { feedOf, type Stage } from './stage.js';

/** Not the user whose executions there are, however much like it. */
const STRANGERS = ['bob', 'Ann', 'ann ', 'an', 'anna', '%', 'a%', 'ann%', '_nn', '*', "' OR ''='"];

async function seesNothing({ store }: Stage, scope: Scope, id: string): Promise<void> {
  strictEqual(await store.read(scope, id), undefined);
  deepStrictEqual(await store.history(scope, id, { afterSeq: 0, limit: 100 }), []);
  deepStrictEqual(await store.list(scope, { limit: 100 }), []);
  deepStrictEqual(await feedOf(store, scope), []);
  const { byState, undelivered, overdue } = await store.counts(scope);
  deepStrictEqual(
    [...Object.values(byState), undelivered, overdue].filter((n) => n !== 0),
    [],
  );
}

/** Nobody sees what is another's. */
export const scopeCases: readonly Play[] = [
  {
    name: 'another user’s execution is as if it did not exist, in every read',
    async run(stage) {
      const { id } = await stage.tell(stage.ended());
      for (const userId of STRANGERS) await seesNothing(stage, { userId }, id);
    },
  },
  {
    name: 'a scope that only looks like the operator’s sees nothing',
    async run(stage) {
      const { id } = await stage.tell(stage.ended());
      const forged = [
        {},
        { operator: true },
        { userId: undefined },
        { userId: null },
        { userId: {} },
      ];
      for (const scope of forged) {
        await seesNothing(stage, scope as never, id).catch((error: unknown) => {
          ok(TrackerError.is(error), `with the scope ${inspect(scope)}: ${String(error)}`);
        });
      }
    },
  },
  {
    name: 'a user’s feed has that user’s facts, with the cursors that everybody has',
    async run(stage) {
      for (const userId of ['ann', 'bob', 'ann', 'cleo', 'bob']) {
        await stage.tell(stage.running({ userId }));
      }
      const all = await feedOf(stage.store);
      for (const userId of ['ann', 'bob', 'cleo']) {
        const own = all.filter((entry) => entry.userId === userId);
        deepStrictEqual(await feedOf(stage.store, { userId }), own);
        const after = own[1]?.cursor ?? 0;
        const rest = await stage.store.feed({ userId }, { after, limit: 2 });
        deepStrictEqual(rest, own.slice(2, 4));
      }
    },
  },
];
