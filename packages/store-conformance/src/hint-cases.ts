import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { Play } from './play.js';
import type { Stage } from './stage.js';
import { fails, starts } from './story.js';

type Hint = readonly [executionId: string, version: number, userId: string];

function listening(stage: Stage, store = stage.store) {
  const hints: Hint[] = [];
  const { dispose } = store.subscribe((...hint) => void hints.push(hint));
  return { hints, dispose };
}

/** Word that something has changed. */
export const hintCases: readonly Play[] = [
  {
    name: 'who subscribes is told of each commit: which execution, at which version, whose',
    async run(stage) {
      const { hints } = listening(stage);
      const born = await stage.tell(stage.born());
      const begun = await stage.tell(born.and(starts(stage.store.now())), born);
      await stage.until(() => hints.length >= 2, 'two hints come');
      deepStrictEqual(hints.at(-1), [born.id, begun.version, 'ann']);
    },
  },
  {
    name: 'who has disposed of a subscription is told nothing more',
    async run(stage) {
      const first = listening(stage);
      const second = listening(stage);
      first.dispose();
      first.dispose();
      await stage.tell(stage.born());
      await stage.until(() => second.hints.length > 0, 'the other one is told');
      deepStrictEqual(first.hints, []);
    },
  },
  {
    name: 'a listener that throws is felt by nobody',
    async run(stage) {
      stage.store.subscribe(() => {
        throw new Error('a listener of the conformance kit throws');
      });
      const { hints } = listening(stage);
      const born = await stage.tell(stage.born());
      await stage.until(() => hints.length > 0, 'the other one is told');
      await stage.holds(await stage.tell(born.and(fails(stage.store.now(), born)), born));
    },
  },
  {
    name: 'when word comes, what it speaks of can be read',
    async run(stage) {
      const read: Promise<void>[] = [];
      const isThere = async (id: string, version: number, userId: string): Promise<void> => {
        const stored = await stage.store.read({ userId }, id);
        ok(stored && stored.record.version >= version, `${id} is not at ${version} yet`);
      };
      stage.store.subscribe((...hint) => read.push(isThere(...hint)));
      for (let i = 0; i < 10; i++) await stage.tell(stage.running());
      await stage.until(() => read.length >= 10, 'ten hints come');
      await Promise.all(read);
    },
  },
  {
    name: 'who subscribes is told of what other stores on the same data commit',
    needs: 'durable',
    async run(stage) {
      const other = await stage.another();
      const { hints } = listening(stage, other);
      const born = await stage.tell(stage.born({ userId: 'bob' }));
      await stage.until(() => hints.some(([id]) => id === born.id), 'word of it comes');
      strictEqual(hints.find(([id]) => id === born.id)?.[2], 'bob');
    },
  },
];
