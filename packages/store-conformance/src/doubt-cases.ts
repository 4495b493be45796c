import { deepStrictEqual, strictEqual } from 'node:assert';
import type { Play } from './play.js';
import { progresses, starts, commitName } from './story.js';

/** Commits whose answer was lost, sent again. */
export const doubtCases: readonly Play[] = [
  {
    name: 'a commit that is sent again is written once, and answered as before',
    async run(stage) {
      const born = stage.born();
      const birth = born.since();
      for (let i = 0; i < 3; i++) await stage.commits(birth);
      await stage.holds(born);
      const begun = born.and(starts(stage.store.now()));
      const step = begun.since(born);
      for (let i = 0; i < 3; i++) await stage.commits(step);
      await stage.holds(begun);
    },
  },
  {
    name: 'a commit that is sent again is known also when others have built on it since',
    async run(stage) {
      const born = await stage.tell(stage.running());
      const one = born.and(progresses(stage.store.now(), 'one'));
      const first = one.since(born);
      await stage.commits(first);
      const two = await stage.tell(one.and(progresses(stage.store.now(), 'two')), one);
      await stage.commits(first);
      await stage.holds(two);
    },
  },
  {
    name: 'a commit that is sent again is known by its name, not by its facts',
    async run(stage) {
      const born = await stage.tell(stage.running());
      const next = born.and(progresses(stage.store.now(), 'the same'));
      await stage.commits(next.since(born, { commitId: commitName() }));
      const twin = next.since(born, { commitId: commitName() });
      deepStrictEqual((await stage.conflicts(twin))?.record, next.record);
      await stage.holds(next);
    },
  },
  {
    name: 'a commit with several facts that is sent again is known',
    async run(stage) {
      const story = stage.ended();
      const whole = story.since();
      await stage.commits(whole);
      await stage.commits(whole);
      await stage.holds(story);
    },
  },
  {
    name: 'a commit that is sent twice at the same time, or in one batch, is written once',
    async run(stage) {
      const born = stage.born();
      const birth = born.since();
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => stage.store.commit([birth, birth])),
      );
      for (const { status } of answers.flat()) strictEqual(status, 'committed');
      await stage.holds(born);
    },
  },
  {
    name: 'a commit that is sent again to another store on the same data is known',
    needs: 'durable',
    async run(stage) {
      const born = await stage.tell(stage.running());
      const next = born.and(progresses(stage.store.now(), 'once'));
      const step = next.since(born);
      await stage.commits(step);
      await stage.store.close();
      const other = await stage.another();
      await stage.commits(step, other);
      await stage.holds(next, other);
    },
  },
];
