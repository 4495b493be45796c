import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import type { Play } from './play.js';
import type { Stage } from './stage.js';
import { dies, fails, isAcknowledged, progresses, type Story } from './story.js';

/** A limit that is met when a case wants it, in milliseconds. */
const SHORT = 60_000;

/** A moment on either side of a limit; no machine is so slow that a case takes longer. */
const MOMENT = 20_000;

async function dueIds({ store }: Stage): Promise<string[]> {
  return (await store.due(1_000)).map(({ record }) => record.id);
}

/** Offered only once the limit has passed. A store may look a moment too early, not so much, and never too late. */
async function isDueAfter(stage: Stage, story: Story, ms: number): Promise<void> {
  await stage.clock.advance(ms - MOMENT);
  deepStrictEqual(await dueIds(stage), [], 'due before its time');
  await stage.clock.advance(2 * MOMENT);
  deepStrictEqual(await dueIds(stage), [story.id], 'due after its time');
}

const PERSONS: Readonly<Record<string, (stage: Stage) => Story>> = {
  'nobody started it': (stage) => stage.born({ limits: { startTimeoutMs: SHORT } }),
  'it ran too long': (stage) => stage.running({ limits: { executionTimeoutMs: SHORT } }),
  'it did not get on': (stage) => stage.running({ limits: { idleTimeoutMs: SHORT } }),
  'it gave no sign of life': (stage) => stage.running({ limits: { livenessTimeoutMs: SHORT } }),
  'its hold ran out': (stage) =>
    stage.running().and({
      type: 'held',
      at: stage.store.now(),
      reason: 'a human',
      deadline: stage.store.now() + SHORT,
    }),
  'its cancel was not answered': (stage) =>
    stage.running().and({
      type: 'cancel_requested',
      at: stage.store.now(),
      reason: null,
      deadline: stage.store.now() + SHORT,
    }),
  'its outcome was not acknowledged': (stage) =>
    stage.ended({ limits: { deliveryTimeoutMs: SHORT } }),
};

/** What has its day is offered to those who sweep. */
export const dueCases: readonly Play[] = [
  ...Object.entries(PERSONS).map(
    ([why, told]): Play => ({
      name: `an execution is due when ${why}, and not before`,
      async run(stage) {
        await isDueAfter(stage, await stage.tell(told(stage)), SHORT);
      },
    }),
  ),
  {
    name: 'what has moved on is due by its new deadline',
    async run(stage) {
      const one = await stage.tell(stage.running({ limits: { idleTimeoutMs: SHORT } }));
      await stage.clock.advance(SHORT - MOMENT);
      const two = await stage.tell(one.and(progresses(stage.store.now())), one);
      await isDueAfter(stage, two, SHORT);
    },
  },
  {
    name: 'a deadline that comes nearer counts at once',
    async run(stage) {
      const one = await stage.tell(stage.running());
      const now = stage.store.now();
      const deadline = now + SHORT;
      const asked = one.and({ type: 'cancel_requested', at: now, reason: null, deadline });
      await isDueAfter(stage, await stage.tell(asked, one), SHORT);
    },
  },
  {
    name: 'what is acknowledged is never due again',
    async run(stage) {
      const ended = await stage.tell(stage.ended({ limits: { deliveryTimeoutMs: SHORT } }));
      await stage.tell(ended.and(isAcknowledged(stage.store.now())), ended);
      await stage.clock.advance(10 * SHORT);
      deepStrictEqual(await dueIds(stage), []);
    },
  },
  {
    name: 'what was offered and not settled is offered again',
    async run(stage) {
      const { id } = await stage.tell(stage.born({ limits: { startTimeoutMs: SHORT } }));
      await stage.clock.advance(SHORT + MOMENT);
      deepStrictEqual(await dueIds(stage), [id]);
      await stage.until(async () => (await dueIds(stage)).includes(id), 'it is offered again');
    },
  },
  {
    name: 'everything due is offered in the end, however few at once',
    async run(stage) {
      await severalDue(stage, 30);
      let settled = 0;
      await stage.until(async () => {
        const due = await stage.store.due(4);
        ok(due.length <= 4, 'more were offered than were asked for');
        for (const { record } of due) if (await settle(stage, record.id)) settled += 1;
        return settled === 30;
      }, 'all 30 are offered');
      await stage.clock.advance(SHORT);
      deepStrictEqual(await dueIds(stage), []);
    },
  },
  {
    name: 'two who sweep together find everything, and each end is written once',
    needs: 'durable',
    async run(stage) {
      await severalDue(stage, 30);
      const other = await stage.another();
      let settled = 0;
      await stage.until(async () => {
        const offered = await Promise.all([stage.store.due(10), other.due(10)]);
        for (const { record } of offered.flat()) if (await settle(stage, record.id)) settled += 1;
        return settled >= 30;
      }, 'all 30 are settled');
      strictEqual(settled, 30);
    },
  },
  {
    name: 'what is offered to one who sweeps is kept from the others for a while, not for ever',
    needs: 'exclusiveClaims',
    async run(stage) {
      await severalDue(stage, 20);
      const other = await stage.another();
      const offered = await Promise.all([stage.store.due(20), other.due(20)]);
      const ids = offered.flat().map(({ record }) => record.id);
      strictEqual(new Set(ids).size, ids.length, 'one was offered to both');
      strictEqual(ids.length, 20);
      let again = new Set<string>();
      await stage.until(async () => {
        again = new Set([...again, ...(await other.due(20)).map(({ record }) => record.id)]);
        return again.size === 20;
      }, 'all are offered again');
    },
  },
];

const toldDue = new WeakMap<Stage, Map<string, Story>>();

async function severalDue(stage: Stage, count: number): Promise<void> {
  const told = new Map<string, Story>();
  for (let i = 0; i < count; i++) {
    const born =
      i % 2 === 0
        ? stage.born({ limits: { startTimeoutMs: SHORT } })
        : stage.running({ limits: { livenessTimeoutMs: SHORT } });
    told.set(born.id, await stage.tell(born));
  }
  toldDue.set(stage, told);
  await stage.clock.advance(SHORT + MOMENT);
}

/** Ends what is due; false when it is ended already. */
async function settle(stage: Stage, id: string): Promise<boolean> {
  const story = toldDue.get(stage)?.get(id);
  if (!story) return false;
  const now = stage.store.now();
  const over =
    story.record.startedAt === null ? story.and(fails(now, story)) : story.and(dies(now, story));
  const [result] = await stage.store.commit([over.since(story)]);
  return result?.status === 'committed';
}
