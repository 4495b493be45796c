import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, fold } from '@tracker/core';
import { breakerCases } from './breaker-cases.js';
import { closingCases } from './closing-cases.js';
import { commitCases } from './commit-cases.js';
import { countCases } from './count-cases.js';
import { doubtCases } from './doubt-cases.js';
import { dueCases } from './due-cases.js';
import { evidenceCases } from './evidence-cases.js';
import { feedCases } from './feed-cases.js';
import { hintCases } from './hint-cases.js';
import { leaseCases } from './lease-cases.js';
import { listCases } from './list-cases.js';
import { payloadCases } from './payload-cases.js';
import type { Play } from './play.js';
import { restartCases } from './restart-cases.js';
import { scopeCases } from './scope-cases.js';
import { historyOf } from './stage.js';
import { trackerCases } from './tracker-cases.js';

/** All proofs, in the order in which they are best read. */
export const CASES: readonly Play[] = [
  ...commitCases,
  ...doubtCases,
  ...payloadCases,
  ...feedCases,
  ...scopeCases,
  ...listCases,
  ...countCases,
  ...dueCases,
  ...leaseCases,
  ...evidenceCases,
  ...breakerCases,
  ...hintCases,
  ...closingCases,
  ...restartCases,
  ...trackerCases,
];

/** Played on data that an earlier version of the store has left. */
export const migrationCase: Play = {
  name: 'data of an earlier schema is what it was, and goes on',
  async run(stage) {
    const { store } = stage;
    const kept = await store.list(OPERATOR_SCOPE, { limit: 1_000 });
    ok(kept.length > 0, 'the place of an earlier schema holds no execution');
    for (const { record } of kept) {
      const history = await historyOf(store, record.id);
      strictEqual(history.length, record.version, `facts of ${record.id}`);
      deepStrictEqual(record, fold(history), `the record of ${record.id}`);
    }
    await stage.holds(await stage.tell(stage.ended({ id: 'born after the migration' })));
  },
};
