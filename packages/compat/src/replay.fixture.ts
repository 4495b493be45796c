import { isDeepStrictEqual } from 'node:util';
import { differences, type Difference, type Ledger } from './ledger.fixture.js';
import { asRecorded, outcomeOf, type Outcome, type ReplayWorld } from './replay-world.fixture.js';
import type { Json, Sequence, Step, World } from './trace.fixture.js';

export type Args = Readonly<Record<string, Json>>;

/** An older surface, driven by recorded calls. */
export interface Driven {
  /** Performs a call as a caller of today would. */
  perform(step: Step): Promise<unknown>;
  /** Learns what a call created and under which name it was recorded. */
  learn?(step: Step, outcome: Outcome, legacy: World): Promise<void> | void;
  /** What is seen of the executions now. */
  observe(): Promise<World>;
  /** What was seen of the executions then. */
  recorded(world: World, step: Step): World;
  /** How what a call gave differs, and whatever else is to be compared after it. */
  compare(step: Step, outcome: Outcome, seen: Seen): Promise<readonly Difference[]>;
}

export interface Seen {
  readonly legacy: World;
  readonly ours: World;
}

/** Replays a sequence step by step, at the recorded times, and books what differs. */
export async function replay(
  { name, params = {}, steps }: Sequence,
  { driven, ledger, world }: { driven: Driven; ledger: Ledger; world: ReplayWorld },
): Promise<void> {
  let [legacy, ours]: World[] = [{}, {}] as never;
  let t = 0;
  ledger.begin();
  for (const [index, step] of steps.entries()) {
    const pending = outcomeOf(() => driven.perform(step));
    await world.clock.settle();
    await world.clock.advance(Math.round((step.t - t) * 1_000));
    t = step.t;
    const outcome = await pending;
    await driven.learn?.(step, outcome, legacy as World);
    const before = { legacy: legacy as World, ours: ours as World };
    legacy = driven.recorded(before.legacy, step);
    ours = await driven.observe();
    await world.clock.settle();
    const seen = { legacy, ours };
    const found = [...(await driven.compare(step, outcome, seen)), ...differences(legacy, ours)];
    const moment = {
      ...{ step, params, outcome },
      legacy: { before: before.legacy, after: legacy },
      ours: { before: before.ours, after: ours },
    };
    ledger.book(moment, found, `${name}#${index}`);
  }
  await world.tracker.close();
}

/** What a call gave or threw, against what was recorded. Of an error the kind counts; the words are in Python's terms. */
export function returned(step: Step, outcome: Outcome, about?: string): Difference[] {
  const id = about ?? (typeof step.args.id === 'string' ? step.args.id : '*');
  const legacy = step.exception ? step.exception.type : (step.result ?? null);
  const ours = 'error' in outcome ? outcome.error.name : asRecorded(outcome.value);
  return sameWhereRecorded(legacy, ours) ? [] : [{ id, field: 'returned', legacy, ours }];
}

/** Whether each end that the clocks brought was told, once. Nothing allows that to differ. */
export function toldOnce(told: readonly string[], ended: readonly string[]): Difference[] {
  const [ours, legacy] = [[...told].sort(), [...ended].sort()];
  return isDeepStrictEqual(ours, legacy) ? [] : [{ id: '*', field: 'told once', legacy, ours }];
}

/** Whether all that was recorded is the same; what is told besides is nobody's loss. */
export function sameWhereRecorded(legacy: Json, ours: Json): boolean {
  if (Array.isArray(legacy)) {
    const here = Array.isArray(ours) ? (ours as readonly Json[]) : undefined;
    const isAsLong = here?.length === legacy.length;
    return isAsLong && legacy.every((each: Json, at) => sameWhereRecorded(each, here[at] ?? null));
  }
  if (typeof legacy !== 'object' || legacy === null) return isDeepStrictEqual(legacy, ours);
  if (typeof ours !== 'object' || ours === null || Array.isArray(ours)) return false;
  return Object.entries(legacy as Args).every(([key, each]) =>
    sameWhereRecorded(each, (ours as Args)[key] ?? null),
  );
}

/** What was seen after a step, where only what changed was written down. */
export function changedSince(world: World, { after }: Step): World {
  const next: Record<string, Args> = { ...world, ...((after['changed'] ?? {}) as World) };
  for (const id of (after['removed'] ?? []) as string[]) delete next[id];
  return next;
}
