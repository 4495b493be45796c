import { deepStrictEqual } from 'node:assert';
import type { BreakerSnapshot, ExecutionStore } from '@tracker/core';
import type { Play } from './play.js';

const OPEN: BreakerSnapshot = {
  dependency: 'llm:openai',
  state: 'open',
  failures: 3,
  openUntil: 1_767_225_690_000,
};
const CLOSED: BreakerSnapshot = {
  dependency: 'llm:openai',
  state: 'closed',
  failures: 0,
  openUntil: null,
};
const HOSTILE: BreakerSnapshot = { ...OPEN, dependency: `'; --"😀 %` };

async function breakersOf(store: ExecutionStore): Promise<readonly BreakerSnapshot[]> {
  const breakers = await store.loadBreakers();
  return [...breakers].sort((a, b) => (a.dependency < b.dependency ? -1 : 1));
}

/** Breakers. */
export const breakerCases: readonly Play[] = [
  {
    name: 'the last word about each breaker is kept, whatever its dependency is called',
    async run({ store }) {
      deepStrictEqual(await breakersOf(store), []);
      await store.saveBreaker(OPEN);
      await store.saveBreaker(HOSTILE);
      deepStrictEqual(await breakersOf(store), [HOSTILE, OPEN]);
      await store.saveBreaker(CLOSED);
      deepStrictEqual(await breakersOf(store), [HOSTILE, CLOSED]);
    },
  },
  {
    name: 'breakers are those of all stores on the same data',
    needs: 'durable',
    async run(stage) {
      await stage.store.saveBreaker(OPEN);
      deepStrictEqual(await breakersOf(await stage.another()), [OPEN]);
    },
  },
];
