import { deepStrictEqual, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type ListQuery, type Scope } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import type { Play } from './play.js';
import { refusalOf, type Stage } from './stage.js';
import { fails, isAcknowledged, starts, type Story } from './story.js';

/** A dozen executions of two users in several states, threads and agents; the oldest first. */
async function aPopulation(stage: Stage): Promise<Story[]> {
  const stories: Story[] = [];
  for (let i = 0; i < 24; i++) {
    const birth = {
      id: `e${String((i * 7) % 24)}`,
      userId: i % 3 === 0 ? 'bob' : 'ann',
      threadId: `t${i % 4}`,
      agentName: i % 2 === 0 ? 'triage' : 'billing',
    };
    stories.push(await inSomeState(stage, stage.born(birth), i));
  }
  return stories;
}

async function inSomeState(stage: Stage, born: Story, i: number): Promise<Story> {
  const now = stage.store.now();
  await stage.tell(born);
  if (i % 5 === 0) return born;
  if (i % 5 === 1) return stage.tell(born.and(starts(now)), born);
  const failed = await stage.tell(born.and(fails(now, born)), born);
  return i % 5 === 2 ? failed : stage.tell(failed.and(isAcknowledged(now)), failed);
}

/** What a list has to hold, by the words of the port. */
function expected(stories: readonly Story[], scope: Scope, query: ListQuery): string[] {
  const { states, agentName, threadId, unacknowledged, oldestFirst, after, limit } = query;
  const fitting = stories.filter(
    ({ record }) =>
      (!('userId' in scope) || record.userId === scope.userId) &&
      (!states || states.includes(record.state)) &&
      (agentName === undefined || record.agentName === agentName) &&
      (threadId === undefined || record.threadId === threadId) &&
      (!unacknowledged || record.delivery?.acknowledgedAt == null),
  );
  const place = (id: string): number => stories.findIndex((story) => story.id === id);
  const ids = fitting.map(({ id }) => id);
  if (!oldestFirst) ids.reverse();
  const rest = ids.filter(
    (id) =>
      after === undefined || (oldestFirst ? place(id) > place(after) : place(id) < place(after)),
  );
  return rest.slice(0, limit);
}

const { DEAD, FAILED, PENDING, STARTING } = ExecutionState;

const QUERIES: readonly Omit<ListQuery, 'limit'>[] = [
  {},
  { states: [PENDING] },
  { states: [FAILED] },
  { states: [FAILED, PENDING, STARTING] },
  { states: [] },
  { states: [DEAD] },
  { agentName: 'billing' },
  { agentName: 'nobody' },
  { threadId: 't1' },
  { unacknowledged: true },
  { unacknowledged: true, states: [FAILED] },
  { agentName: 'triage', threadId: 't2', states: [FAILED, STARTING] },
];

const SCOPES: readonly Scope[] = [
  OPERATOR_SCOPE,
  { userId: 'ann' },
  { userId: 'bob' },
  { userId: 'x' },
];

/** Lists. */
export const listCases: readonly Play[] = [
  {
    name: 'a list holds what fits its query, newest first or oldest first, whole or page by page',
    async run(stage) {
      const stories = await aPopulation(stage);
      for (const scope of SCOPES) {
        for (const query of QUERIES) {
          for (const oldestFirst of [false, true]) {
            for (const limit of [100, 5])
              await pagesAsExpected(stage, stories, {
                scope,
                query: { ...query, oldestFirst, limit },
              });
          }
        }
      }
    },
  },
  {
    name: 'a list goes on after an execution although it does not fit the query any more',
    async run(stage) {
      const stories = await aPopulation(stage);
      const query = { states: ['pending' as const], after: stories[10]?.id ?? '', limit: 100 };
      deepStrictEqual(
        await idsOf(stage, OPERATOR_SCOPE, query),
        expected(stories, OPERATOR_SCOPE, query),
      );
    },
  },
  {
    name: 'a list does not go on after an execution that is not there, or another’s',
    async run(stage) {
      await stage.tell(stage.born({ id: 'anns' }));
      const gone = stage.store.list(OPERATOR_SCOPE, { after: 'nobody', limit: 10 });
      strictEqual(await refusalOf(gone), 'cursor_expired');
      const foreign = stage.store.list({ userId: 'bob' }, { after: 'anns', limit: 10 });
      strictEqual(await refusalOf(foreign), 'cursor_expired');
    },
  },
  {
    name: 'listed records are those that are read one by one, with their signs',
    async run(stage) {
      await aPopulation(stage);
      for (const listed of await stage.store.list(OPERATOR_SCOPE, { limit: 100 })) {
        deepStrictEqual(await stage.store.read(OPERATOR_SCOPE, listed.record.id), listed);
      }
    },
  },
];

async function idsOf({ store }: Stage, scope: Scope, query: ListQuery): Promise<string[]> {
  return (await store.list(scope, query)).map(({ record }) => record.id);
}

async function pagesAsExpected(
  stage: Stage,
  stories: readonly Story[],
  { scope, query }: { scope: Scope; query: ListQuery },
): Promise<void> {
  for (let after: string | undefined, page = 0; page < 10; page++) {
    const asked = after === undefined ? query : { ...query, after };
    const ids = await idsOf(stage, scope, asked);
    deepStrictEqual(ids, expected(stories, scope, asked), JSON.stringify({ scope, asked }));
    after = ids.at(-1);
    if (after === undefined) return;
  }
}
