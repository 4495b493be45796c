import { deepStrictEqual, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type Signs } from '@tracker/core';
import { anOwner, signsAt } from './lease-cases.js';
import type { Play } from './play.js';
import type { Stage } from './stage.js';
import { dies, type Story } from './story.js';

const LIMIT = 60_000;
const LIMITS = { livenessTimeoutMs: LIMIT };

/** A moment before the limit, in milliseconds. */
const MOMENT = 500;

/** A verdict on what a watcher has just read. */
async function verdictOn({ store }: Stage, story: Story) {
  const stored = await store.read(OPERATOR_SCOPE, story.id);
  const dead = story.and(dies(store.now(), story));
  return { dead, transition: dead.since(story, { evidence: stored?.signs as Signs }) };
}

/** Verdicts stand on the signs that were there when they were made. */
export const evidenceCases: readonly Play[] = [
  {
    name: 'a verdict is taken while no newer sign has come in',
    async run(stage) {
      const story = await stage.tell(stage.running({ limits: LIMITS }));
      await stage.clock.advance(2 * LIMIT);
      const { dead, transition } = await verdictOn(stage, story);
      await stage.commits(transition);
      await stage.holds(dead);
    },
  },
  {
    name: 'a verdict is refused when the lease was renewed since',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const birth = { liveness: 'process' as const, limits: LIMITS };
      const story = await stage.tell(stage.running(birth, 'worker'));
      await stage.clock.advance(2 * LIMIT);
      const { transition } = await verdictOn(stage, story);
      await lease.renew();
      const current = await stage.conflicts(transition);
      deepStrictEqual(current?.record, story.record);
      strictEqual(current?.signs.leaseAt === transition.evidence?.leaseAt, false);
      await stage.holds(story);
    },
  },
  {
    name: 'a verdict is refused when a sign of life was written down since',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      await stage.clock.advance(LIMIT - MOMENT);
      const { transition } = await verdictOn(stage, story);
      signs.set(story.id, signsAt(stage.store.now()));
      await lease.renew();
      await stage.conflicts(transition);
      await stage.holds(story);
    },
  },
  {
    name: 'a verdict is refused when a progress was written down since',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(stage.running({ limits: { idleTimeoutMs: LIMIT } }, 'worker'));
      await stage.clock.advance(LIMIT - MOMENT);
      const { transition } = await verdictOn(stage, story);
      signs.set(story.id, signsAt(story.record.updatedAt, stage.store.now()));
      await lease.renew();
      await stage.conflicts(transition);
      await stage.holds(story);
    },
  },
  {
    name: 'a verdict that was taken and is sent again is known, although signs came in since',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const birth = { liveness: 'process' as const, limits: LIMITS };
      const story = await stage.tell(stage.running(birth, 'worker'));
      await stage.clock.advance(2 * LIMIT);
      const { dead, transition } = await verdictOn(stage, story);
      await stage.commits(transition);
      await lease.renew();
      await stage.commits(transition);
      await stage.holds(dead);
    },
  },
  {
    name: 'a verdict of whoever drives it stands on the signs in mind, although it slept and others were told of later ones',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const wokeAt = stage.store.now() + LIMIT - MOMENT;
      const sleptSince = (at: number): number => Math.max(0, wokeAt - at);
      const lease = await stage.store.openLease({ ...anOwner('worker', signs), sleptSince });
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      const known = signsAt(story.record.updatedAt, story.record.updatedAt);
      signs.set(story.id, known);
      await stage.clock.advance(LIMIT - MOMENT);
      await lease.renew();
      await stage.clock.advance(2 * LIMIT);
      const dead = story.and(dies(stage.store.now(), story));
      const evidence = { ...known, leaseAt: stage.store.now() };
      await stage.commits(dead.since(story, { evidence }));
      await stage.holds(dead);
    },
  },
];
