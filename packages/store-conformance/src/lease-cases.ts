import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { OPERATOR_SCOPE, type LeaseRequest, type Signs, type StoredExecution } from '@tracker/core';
import { ALWAYS_AWAKE, isDue } from '@tracker/core/store-kit';
import type { Play } from './play.js';
import type { Stage } from './stage.js';
import { starts, type Story } from './story.js';

/** The liveness limit, in milliseconds. */
const LIMIT = 60_000;

/** A moment on either side of it. */
const MOMENT = 20_000;

const LIMITS = { livenessTimeoutMs: LIMIT };

/** Signs that an owner has in mind, by execution. */
export function anOwner(owner: string, signs: Map<string, Signs> = new Map()): LeaseRequest {
  return { owner, signsOf: (id) => signs.get(id), sleptSince: ALWAYS_AWAKE };
}

export function signsAt(at: number, progressAt = 0): Signs {
  return { aliveAt: at, progressAt, leaseAt: null, stalledSince: null };
}

/** Executions that are offered and that a watcher would find over. */
async function foundOver({ store }: Stage): Promise<string[]> {
  const due = await store.due(1_000);
  return due.filter((stored) => isOver(stored, store.now())).map(({ record }) => record.id);
}

function isOver({ record, signs }: StoredExecution, now: number): boolean {
  return isDue(record, { now, signs, sleptSince: ALWAYS_AWAKE, judge: 'conformance' });
}

async function signsOf({ store }: Stage, { id }: Story): Promise<Signs> {
  const stored = await store.read(OPERATOR_SCOPE, id);
  ok(stored, `${id} is gone`);
  return stored.signs;
}

/** Leases, and the signs that are written down with them. */
export const leaseCases: readonly Play[] = [
  {
    name: 'a run lives as long as its owner’s lease is renewed, and is due when it is not',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const { id } = await stage.tell(
        stage.running({ liveness: 'process', limits: LIMITS }, 'worker'),
      );
      for (let i = 0; i < 4; i++) {
        await stage.clock.advance(LIMIT / 2);
        await lease.renew();
        deepStrictEqual(await foundOver(stage), []);
      }
      await stage.clock.advance(LIMIT - MOMENT);
      deepStrictEqual(await foundOver(stage), []);
      await stage.clock.advance(2 * MOMENT);
      deepStrictEqual(await foundOver(stage), [id]);
    },
  },
  {
    name: 'the time of the last renewal is among the signs of what the owner runs, and of nothing else',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const owned = await stage.tell(stage.running({ liveness: 'process' }, 'worker'));
      const others = await stage.tell(stage.running({ liveness: 'process' }, 'somebody else'));
      await stage.clock.advance(LIMIT);
      await lease.renew();
      const { leaseAt } = await signsOf(stage, owned);
      ok(leaseAt !== null && stage.store.now() - leaseAt < MOMENT, 'the renewal is not seen');
      strictEqual((await signsOf(stage, others)).leaseAt, null);
    },
  },
  {
    name: 'a run of an owner who never opened a lease is due by its own last sign',
    async run(stage) {
      const { id } = await stage.tell(
        stage.running({ liveness: 'process', limits: LIMITS }, 'nobody'),
      );
      await stage.clock.advance(LIMIT - MOMENT);
      deepStrictEqual(await foundOver(stage), []);
      await stage.clock.advance(2 * MOMENT);
      deepStrictEqual(await foundOver(stage), [id]);
    },
  },
  {
    name: 'what its owner puts off by signs that it has in mind, others put off too',
    needs: 'durable',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      await stage.clock.advance(LIMIT - MOMENT);
      await lease.renew();
      await stage.clock.advance(1_000);
      const sign = stage.store.now();
      signs.set(story.id, signsAt(sign));
      await stage.clock.advance(MOMENT);
      deepStrictEqual(await foundOver(stage), []);
      await lease.renew();
      const other = await (await stage.another()).read(OPERATOR_SCOPE, story.id);
      ok((other?.signs.aliveAt ?? 0) >= sign, 'the others know of no sign');
    },
  },
  {
    name: 'what a released lease leaves behind is found, and nothing says any more that it lives',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(
        stage.running({ liveness: 'process', limits: LIMITS }, 'worker'),
      );
      await lease.release();
      await stage.clock.advance(LIMIT + MOMENT);
      signs.set(story.id, signsAt(stage.store.now()));
      deepStrictEqual(await foundOver(stage), [story.id]);
    },
  },
  {
    name: 'a renewal that comes after the release, or was under way, renews nothing',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const story = await stage.tell(
        stage.running({ liveness: 'process', limits: LIMITS }, 'worker'),
      );
      await stage.clock.advance(MOMENT);
      await Promise.all([lease.renew(), lease.release(), lease.renew()]);
      await stage.clock.advance(LIMIT - MOMENT);
      await lease.renew();
      deepStrictEqual(await foundOver(stage), []);
      await stage.clock.advance(2 * MOMENT);
      deepStrictEqual(await foundOver(stage), [story.id]);
    },
  },
  {
    name: 'signs that come after the release are written down for nobody',
    needs: 'durable',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      await lease.release();
      await stage.clock.advance(LIMIT - MOMENT);
      signs.set(story.id, signsAt(stage.store.now()));
      await lease.renew();
      await stage.clock.advance(2 * MOMENT);
      deepStrictEqual(await foundOver(stage), [story.id]);
    },
  },
  {
    name: 'a run that begins after the lease was opened is vouched for too',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const born = await stage.tell(stage.born({ liveness: 'process', limits: LIMITS }));
      await stage.tell(born.and(starts(stage.store.now(), 'worker')), born);
      await stage.clock.advance(LIMIT / 2);
      await lease.renew();
      await stage.clock.advance(LIMIT / 2 + MOMENT);
      deepStrictEqual(await foundOver(stage), []);
    },
  },
  {
    name: 'a run that is found again after its owner came back is not over',
    async run(stage) {
      const lease = await stage.store.openLease(anOwner('worker'));
      const { id } = await stage.tell(
        stage.running({ liveness: 'process', limits: LIMITS }, 'worker'),
      );
      await stage.clock.advance(LIMIT + MOMENT);
      deepStrictEqual(await foundOver(stage), [id]);
      await lease.renew();
      await stage.clock.advance(MOMENT);
      deepStrictEqual(await foundOver(stage), []);
      await stage.clock.advance(LIMIT);
      deepStrictEqual(await foundOver(stage), [id]);
    },
  },
  {
    name: 'a hold needs no lease, and the lease counts again after it',
    async run(stage) {
      const now = stage.store.now();
      const running = stage.running({ liveness: 'process', limits: LIMITS }, 'worker');
      const held = running.and({
        type: 'held',
        at: now,
        reason: 'a human',
        deadline: now + 100 * LIMIT,
      });
      await stage.tell(held);
      await stage.clock.advance(3 * LIMIT);
      deepStrictEqual(await foundOver(stage), []);
      const goesOn = held.and({ type: 'resumed', at: stage.store.now(), heldMs: 3 * LIMIT });
      await stage.tell(goesOn, held);
      await stage.clock.advance(LIMIT + MOMENT);
      deepStrictEqual(await foundOver(stage), [running.id]);
    },
  },
  {
    name: 'signs that the owner has in mind are known to others before they are missed',
    async run(stage) {
      const signs = new Map<string, Signs>();
      const lease = await stage.store.openLease(anOwner('worker', signs));
      const story = await stage.tell(
        stage.running({ limits: { ...LIMITS, idleTimeoutMs: LIMIT } }, 'worker'),
      );
      for (let i = 0; i < 12; i++) {
        await stage.clock.advance(LIMIT / 6);
        signs.set(story.id, signsAt(stage.store.now(), stage.store.now()));
        await lease.renew();
        deepStrictEqual(await foundOver(stage), []);
      }
      const { aliveAt, progressAt } = await signsOf(stage, story);
      ok(stage.store.now() - aliveAt < LIMIT && stage.store.now() - progressAt < LIMIT);
      await stage.clock.advance(LIMIT + MOMENT);
      signs.clear();
      await lease.renew();
      deepStrictEqual(await foundOver(stage), [story.id]);
    },
  },
  {
    name: 'the time an owner was asleep counts against none of its executions elsewhere',
    needs: 'durable',
    async run(stage) {
      const away = await stage.another();
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      const signs = new Map([[story.id, signsAt(stage.store.now())]]);
      const wokeAt = stage.store.now() + LIMIT - MOMENT;
      const sleptSince = (at: number): number => Math.max(0, wokeAt - at);
      const lease = await away.openLease({ ...anOwner('worker', signs), sleptSince });
      await stage.clock.advance(LIMIT - 1_000);
      await lease.renew();
      await stage.clock.advance(MOMENT);
      const { aliveAt } = await signsOf(stage, story);
      ok(aliveAt > stage.store.now() - LIMIT, 'it is taken for silent while its owner slept');
    },
  },
  {
    name: 'an owner that is lost without a word is missed by another store on the same data',
    needs: 'durable',
    async run(stage) {
      const lost = await stage.another();
      const lease = await lost.openLease(anOwner('worker'));
      const story = stage.running({ liveness: 'process', limits: LIMITS }, 'worker');
      await stage.tell(story, undefined, lost);
      await stage.clock.advance(LIMIT / 2);
      await lease.renew();
      deepStrictEqual(await foundOver(stage), []);
      await stage.clock.advance(LIMIT + MOMENT);
      deepStrictEqual(await foundOver(stage), [story.id]);
    },
  },
  {
    name: 'signs of an execution are seen by another store on the same data',
    needs: 'durable',
    async run(stage) {
      const away = await stage.another();
      const signs = new Map<string, Signs>();
      const lease = await away.openLease(anOwner('worker', signs));
      const story = await stage.tell(stage.running({ limits: LIMITS }, 'worker'));
      for (let i = 0; i < 8; i++) {
        await stage.clock.advance(LIMIT / 4);
        signs.set(story.id, signsAt(stage.store.now()));
        await lease.renew();
        deepStrictEqual(await foundOver(stage), []);
      }
    },
  },
];
