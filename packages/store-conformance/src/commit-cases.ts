import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  OPERATOR_SCOPE,
  fold,
  type CommitResult,
  type ExecutionRecord,
  type Transition,
} from '@tracker/core';
import type { HistoryEvent } from '@tracker/state';
import type { Play } from './play.js';
import { feedOf, historyOf, type Stage } from './stage.js';
import {
  Story,
  answers,
  commitName,
  fails,
  isAcknowledged,
  progresses,
  runs,
  starts,
} from './story.js';

/** Callers that want the same at the same time. */
const RIVALS = 50;

/** Compare and set, and what stands together. */
export const commitCases: readonly Play[] = [
  {
    name: 'an execution is written with its first facts, and read back as it was given',
    async run(stage) {
      await stage.holds(await stage.tell(stage.born()));
      await stage.holds(await stage.tell(stage.running()));
    },
  },
  {
    name: 'a life is written step by step, and is the fold of its history after each',
    async run(stage) {
      for (let story = await stage.tell(stage.born()); ; ) {
        await stage.holds(story);
        const next = nextStep(story, stage.store.now());
        if (!next) break;
        await stage.clock.advance(1_000);
        story = await stage.tell(next, story);
      }
    },
  },
  {
    name: 'an id is born once: a second birth is a conflict that shows the first',
    async run(stage) {
      const first = await stage.tell(stage.born({ id: 'twin' }));
      const second = stage.born({ id: 'twin', userId: 'bob' });
      const current = await stage.conflicts(second.since());
      deepStrictEqual(current?.record, first.record);
      await stage.holds(first);
    },
  },
  {
    name: 'a step from another version than the present one is a conflict that shows the present one',
    async run(stage) {
      const born = await stage.tell(stage.born());
      const begun = await stage.tell(born.and(starts(stage.store.now())), born);
      const late = born.and(fails(stage.store.now(), born));
      deepStrictEqual((await stage.conflicts(late.since(born)))?.record, begun.record);
      const early = begun.and(runs(stage.store.now()));
      const ahead = early.and(progresses(stage.store.now()));
      deepStrictEqual((await stage.conflicts(ahead.since(early)))?.record, begun.record);
      await stage.holds(begun);
    },
  },
  {
    name: 'a step of an execution that was never born is a conflict with nothing',
    async run(stage) {
      const never = stage.born();
      const begun = never.and(starts(stage.store.now()));
      strictEqual(await stage.conflicts(begun.since(never)), undefined);
      strictEqual(await stage.store.read(OPERATOR_SCOPE, never.id), undefined);
      deepStrictEqual(await feedOf(stage.store), []);
    },
  },
  {
    name: `of ${RIVALS} writers of one version one wins, and the others are told what is there`,
    async run(stage) {
      const born = await stage.tell(stage.running());
      const rivals = rivalsOf(born, stage.store.now());
      const results = await Promise.all(
        rivals.map(async (story) => (await stage.store.commit([story.since(born)]))[0]),
      );
      await onlyOneWon(stage, rivals, results);
    },
  },
  {
    name: `of ${RIVALS} writers through several stores one wins, and the others are told what is there`,
    needs: 'durable',
    async run(stage) {
      const stores = [stage.store, await stage.another(), await stage.another()];
      const born = await stage.tell(stage.running());
      const rivals = rivalsOf(born, stage.store.now());
      const results = await Promise.all(
        rivals.map(async (story, index) => {
          const store = stores[index % stores.length] ?? stage.store;
          return (await store.commit([story.since(born)]))[0];
        }),
      );
      await onlyOneWon(stage, rivals, results);
    },
  },
  {
    name: 'each transition of a batch stands for itself, and the answers are in its order',
    async run(stage) {
      const [one, two] = [await stage.tell(stage.born()), await stage.tell(stage.born())];
      const now = stage.store.now();
      const oneMore = one.and(starts(now));
      const overtaken = two.and(starts(now)).and(runs(now));
      const three = stage.born();
      const results = await stage.store.commit([
        oneMore.since(one),
        overtaken.since(two.and(starts(now))),
        three.since(),
        one.and(fails(now, one)).since(one),
      ]);
      const answered = results.map(({ status }) => status);
      deepStrictEqual(answered, ['committed', 'conflict', 'committed', 'conflict']);
      for (const story of [oneMore, two, three]) await stage.holds(story);
    },
  },
  {
    name: 'steps of one execution in one batch build on each other',
    async run(stage) {
      const born = stage.born();
      const begun = born.and(starts(stage.store.now()));
      const running = begun.and(runs(stage.store.now()));
      const batch = [born.since(), begun.since(born), running.since(begun)];
      deepStrictEqual(await stage.store.commit(batch), [COMMITTED, COMMITTED, COMMITTED]);
      await stage.holds(running);
    },
  },
  {
    name: 'what a store refuses to keep is its caller’s alone: what others commit at the same time is written',
    async run(stage) {
      const ended = await stage.tell(stage.ended());
      const stories = Array.from({ length: 20 }, () => stage.running());
      const births = stories.map((story) => story.since());
      const before = births.slice(0, 7).map((birth) => stage.commits(birth));
      const guilty = [outOfItsEnd(ended), outOfItsEnd(ended)].map((step) => stage.commits(step));
      const after = births.slice(7).map((birth) => stage.commits(birth));
      const [told] = await Promise.all([Promise.allSettled(guilty), ...before, ...after]);
      for (const story of stories) await stage.holds(story);
      // a store that has no guard of its own, and takes what its caller has not checked, does no harm to others either
      if (told.every(({ status }) => status === 'rejected')) await stage.holds(ended);
    },
  },
  {
    name: 'nothing is answered to an empty batch',
    async run({ store }) {
      deepStrictEqual(await store.commit([]), []);
    },
  },
  {
    name: 'what has ended stays ended: no step from before its end is taken',
    async run(stage) {
      const running = await stage.tell(stage.running());
      const ended = await stage.tell(running.and(fails(stage.store.now(), running)), running);
      const late = running.and(...answers(stage.store.now(), 'too late'));
      const current = await stage.conflicts(late.since(running));
      deepStrictEqual(current?.record, ended.record);
      await stage.holds(ended);
      const seen = ended.and(isAcknowledged(stage.store.now()));
      await stage.holds(await stage.tell(seen, ended));
    },
  },
  {
    name: 'a refused step leaves nothing behind: no fact, no count',
    async run(stage) {
      const born = await stage.tell(stage.born());
      await stage.tell(born.and(starts(stage.store.now())), born);
      const before = [await feedOf(stage.store), await stage.store.counts(OPERATOR_SCOPE)];
      for (let i = 0; i < 5; i++) {
        await stage.conflicts(born.and(fails(stage.store.now(), born)).since(born));
      }
      const after = [await feedOf(stage.store), await stage.store.counts(OPERATOR_SCOPE)];
      deepStrictEqual(after, before);
    },
  },
  {
    name: 'record, facts, outcome and feed are never seen apart',
    async run(stage) {
      const stories = Array.from({ length: 40 }, () => stage.running());
      const writing = Promise.all(stories.map((story) => liveThrough(stage, story)));
      let written = false;
      const stop = (): void => void (written = true);
      writing.then(stop, stop);
      while (!written) await Promise.all(stories.map((story) => wholeOrNotAtAll(stage, story)));
      await writing;
    },
  },
  {
    name: 'what was read does not change when the execution goes on',
    async run(stage) {
      const story = await stage.tell(stage.running({ metadata: { list: [1, { deep: true }] } }));
      const read = await stage.store.read(OPERATOR_SCOPE, story.id);
      const kept = JSON.stringify(read?.record);
      const next = story.and(progresses(stage.store.now(), 'on'));
      await stage.holds(await stage.tell(next, story));
      strictEqual(JSON.stringify(read?.record), kept);
    },
  },
];

const COMMITTED: CommitResult = { status: 'committed' };

/** One more step of an ordinary life; undefined after the last. */
function nextStep(story: Story, now: number): Story | undefined {
  switch (story.record.state) {
    case 'pending':
      return story.and(starts(now, 'somebody'));
    case 'starting':
      return story.and(runs(now));
    case 'running':
      if (story.version === 3) return story.and(progresses(now, 'half way'));
      if (story.version === 4)
        return story.and({ type: 'held', at: now, reason: 'a human', deadline: now + 50 });
      if (story.version === 5) return story.and({ type: 'resumed', at: now, heldMs: 1_000 });
      return story.and(...answers(now, { text: 'forty-two' }));
    default:
      return story.record.delivery?.acknowledgedAt == null
        ? story.and(isAcknowledged(now))
        : undefined;
  }
}

/** A step that no tracker makes: what has ended would run again. */
function outOfItsEnd(ended: Story): Transition {
  const { record, version } = ended;
  const next = { ...record, version: version + 1, state: 'running', phase: 'thinking' } as const;
  const fact = { ...progresses(record.updatedAt), executionId: record.id, seq: version + 1 };
  return {
    next: { ...next, endedAt: null } as unknown as ExecutionRecord,
    events: [fact as HistoryEvent],
    expectedVersion: version,
    commitId: commitName(),
  };
}

function rivalsOf(story: Story, now: number): Story[] {
  return Array.from({ length: RIVALS }, (_, index) => story.and(progresses(now, `by ${index}`)));
}

async function onlyOneWon(
  stage: Stage,
  rivals: readonly Story[],
  results: readonly (CommitResult | undefined)[],
): Promise<void> {
  const winners = rivals.filter((_, index) => results[index]?.status === 'committed');
  strictEqual(winners.length, 1, 'winners');
  const winner = winners[0] as Story;
  for (const result of results) {
    if (result?.status === 'conflict') deepStrictEqual(result.current?.record, winner.record);
  }
  await stage.holds(winner);
}

async function liveThrough(stage: Stage, story: Story): Promise<void> {
  let before = await stage.tell(story);
  for (let i = 0; i < 4; i++) {
    before = await stage.tell(before.and(progresses(stage.store.now(), `${i}`)), before);
  }
  await stage.tell(before.and(...answers(stage.store.now())), before);
}

async function wholeOrNotAtAll({ store }: Stage, { id }: Story): Promise<void> {
  const stored = await store.read(OPERATOR_SCOPE, id);
  if (!stored) return;
  const { record } = stored;
  const history = (await historyOf(store, id)).slice(0, record.version);
  strictEqual(history.length, record.version, 'facts of a record that was read');
  deepStrictEqual(record, fold(history));
  const entries = (await feedOf(store)).filter(({ event }) => event.executionId === id);
  ok(entries.length >= record.version, 'a record was seen before its facts were in the feed');
}
