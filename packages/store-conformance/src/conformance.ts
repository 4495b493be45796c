import type { ExecutionStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { CASES, migrationCase } from './cases.js';
import type { Play } from './play.js';
import { Stage } from './stage.js';
import type { ConformanceCase, Place, StoreSetup } from './store-setup.js';

/** The proofs that a store with these abilities has to pass, each on a place of its own. */
export function conformance(setup: StoreSetup): readonly ConformanceCase[] {
  const cases = CASES.filter((play) => suits(play, setup)).map((play) => ({
    name: play.name,
    run: () => perform(play, setup),
  }));
  const migrations = Object.entries(setup.earlier ?? {}).map(([schema, found]) => ({
    name: `data of ${schema} is what it was, and goes on`,
    run: () => perform(migrationCase, { ...setup, found }),
  }));
  return [...cases, ...migrations];
}

function suits({ needs }: Play, setup: StoreSetup): boolean {
  if (needs === undefined) return true;
  return needs === 'durable' ? setup.durable : setup.exclusiveClaims === true;
}

async function perform(play: Play, setup: StoreSetup): Promise<void> {
  const clock = new ManualClock();
  const { maxEnded } = play;
  const place = await setup.found({ clock, ...(maxEnded === undefined ? {} : { maxEnded }) });
  const opened: ExecutionStore[] = [];
  try {
    const store = await place.open();
    opened.push(store);
    const exclusiveClaims = setup.exclusiveClaims === true;
    await play.run(new Stage({ clock, place, store, opened, exclusiveClaims }));
  } finally {
    await clear(place, opened);
  }
}

async function clear(place: Place, opened: readonly ExecutionStore[]): Promise<void> {
  for (const store of opened) await store.close();
  await place.remove?.();
}
