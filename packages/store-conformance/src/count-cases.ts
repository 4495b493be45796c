import { deepStrictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type Scope, type StoreCounts, type StoredExecution } from '@tracker/core';
import { EXECUTION_STATES, type ExecutionState } from '@tracker/state';
import type { Play } from './play.js';
import type { Stage } from './stage.js';
import { answers, fails, isAcknowledged, starts, type Story } from './story.js';

const OPERATOR_AND_USERS: readonly Scope[] = [OPERATOR_SCOPE, { userId: 'ann' }, { userId: 'bob' }];

function expected(stories: readonly Story[], scope: Scope): StoreCounts {
  const own = stories
    .map(({ record }) => record)
    .filter(({ userId }) => !('userId' in scope) || scope.userId === userId);
  const byState = {} as Record<ExecutionState, number>;
  for (const state of EXECUTION_STATES) {
    byState[state] = own.filter((record) => record.state === state).length;
  }
  const undelivered = own.filter(({ delivery }) => delivery && delivery.acknowledgedAt === null);
  const overdue = undelivered.filter(({ delivery }) => delivery?.overdueAt != null);
  return { byState, undelivered: undelivered.length, overdue: overdue.length };
}

function idOf({ record }: StoredExecution): string {
  return record.id;
}

async function countsAre({ store }: Stage, stories: readonly Story[]): Promise<void> {
  for (const scope of OPERATOR_AND_USERS) {
    deepStrictEqual(await store.counts(scope), expected(stories, scope));
  }
}

/** Five ended executions, born in the other order; every other one is acknowledged. */
async function fiveEnds(stage: Stage): Promise<Story[]> {
  const running: Story[] = [];
  for (let i = 0; i < 5; i++) running.unshift(await stage.tell(stage.running()));
  const ended: Story[] = [];
  for (const [i, story] of running.entries()) {
    await stage.clock.advance(1_000);
    const now = stage.store.now();
    const end = await stage.tell(story.and(...answers(now)), story);
    if (i % 2 === 1) await stage.tell(end.and(isAcknowledged(now)), end);
    ended.push(end);
  }
  return ended;
}

/** Counts. */
export const countCases: readonly Play[] = [
  {
    name: 'counts follow every step of every execution, for all and for one user',
    async run(stage) {
      const now = stage.store.now();
      await countsAre(stage, []);
      const born = await stage.tell(stage.born());
      const bobs = await stage.tell(stage.running({ userId: 'bob' }));
      await countsAre(stage, [born, bobs]);
      const begun = await stage.tell(born.and(starts(now)), born);
      const failed = await stage.tell(bobs.and(fails(now, bobs)), bobs);
      await countsAre(stage, [begun, failed]);
      const late = await stage.tell(
        failed.and({ type: 'delivery_overdue', at: now, deadline: now }),
        failed,
      );
      await countsAre(stage, [begun, late]);
      const seen = await stage.tell(late.and(isAcknowledged(now)), late);
      const whole = await stage.tell(stage.ended());
      await countsAre(stage, [begun, seen, whole]);
    },
  },
  {
    name: 'of more than may be kept the acknowledged go first, then the oldest ends, and all that ever was stays counted',
    maxEnded: 2,
    async run(stage) {
      const { store } = stage;
      const [, , third, , fifth] = await fiveEnds(stage);
      const kept = async () => (await store.list(OPERATOR_SCOPE, { limit: 9 })).map(idOf);
      await stage.until(async () => {
        await stage.tidy();
        return (await kept()).length === 2;
      }, 'three of five ended ones are let go of when two are to be kept');
      deepStrictEqual(new Set(await kept()), new Set([third?.id, fifth?.id]));
      const all = await store.counts(OPERATOR_SCOPE);
      const own = await store.counts({ userId: 'ann' });
      deepStrictEqual([all.byState.completed, all.undelivered], [5, 2]);
      deepStrictEqual([own.byState.completed, own.undelivered], [2, 2]);
    },
  },
  {
    name: 'counts are those of all stores on the same data',
    needs: 'durable',
    async run(stage) {
      const other = await stage.another();
      const one = await stage.tell(stage.running());
      const two = await stage.tell(stage.ended({ userId: 'bob' }), undefined, other);
      await countsAre(stage, [one, two]);
    },
  },
];
