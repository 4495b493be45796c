import type { HistoryEvent } from '@tracker/state';
import { BIRTH } from './birth.fixture.js';
import type { Command } from './command.js';
import { decide, decideBirth, type Decision } from './decide.js';
import { SHORT_LIMITS } from './life-model.fixture.js';
import type { ExecutionRecord } from './record.js';
import { ALWAYS_AWAKE, type Signs } from './signs.js';

/** What the model's store does; to leave one out is to put a known defect in. */
export interface StoreRules {
  readonly compareAndSet: boolean;
  readonly evidence: boolean;
  readonly commitNames: boolean;
}

/** The record with what stands beside it in the store. */
interface Stored {
  readonly record: ExecutionRecord;
  readonly aliveAt: number;
}

/** Where somebody stands on the way from reading to having been answered. */
export type Actor = { readonly name: string } & (
  | { readonly at: 'start' }
  | { readonly at: 'has read'; readonly seen: Stored }
  | { readonly at: 'has decided'; readonly seen: Stored; readonly decision: Decision }
  /** The commit landed and its answer was lost. */
  | { readonly at: 'is in doubt'; readonly seen: Stored; readonly decision: Decision }
  | { readonly at: 'is told'; readonly what: string }
  | { readonly at: 'has crashed' }
);

/** One instant of the protocol. */
export interface Instant {
  readonly now: number;
  readonly stored: Stored;
  readonly history: readonly HistoryEvent[];
  /** Whose commits built on each version. */
  readonly commits: readonly string[];
  readonly actors: readonly Actor[];
  /** Crashes and lost answers that may still happen. */
  readonly mishaps: number;
  /** What was broken on the way here. */
  readonly broken: string | undefined;
}

/** What each of them wants: two workers, and one who only looks at the clock. */
const WANTS: Readonly<Record<string, Command>> = {
  'worker 1': {
    type: 'end',
    ending: {
      to: 'completed',
      cause: { kind: 'answered' },
      outcome: { kind: 'answer', answer: 42 },
    },
  },
  'worker 2': { type: 'progress', note: 'one step', percent: null },
  watcher: { type: 'settle' },
};

/** One tick of the clock; three of them are more than an execution may be silent. */
const TICK_MS = SHORT_LIMITS.livenessTimeoutMs / 2 - 50;

/** The last instant: time enough to be found silent, to give a sign, and to be found silent again. */
const LAST_MS = TICK_MS * 4;

function given(now: number, aliveAt: number) {
  const signs: Signs = { aliveAt, progressAt: 0, leaseAt: null, stalledSince: null };
  return { now, signs, sleptSince: ALWAYS_AWAKE, judge: 'judge', userMessage: () => 'Sorry.' };
}

/** A running execution that nobody has touched since. */
export function beginning(): Instant {
  const born = decideBirth(BIRTH, 0);
  const begun = decide(born.next, { type: 'advance', to: 'running', owner: 'p' }, given(0, 0));
  return {
    now: 0,
    stored: { record: begun.next, aliveAt: 0 },
    history: [...born.events, ...begun.events],
    commits: [],
    actors: Object.keys(WANTS).map((name) => ({ name, at: 'start' as const })),
    mishaps: 2,
    broken: undefined,
  };
}

/** Every instant that one step of anybody can lead to. */
export function* nextInstants(instant: Instant, rules: StoreRules): Generator<Instant> {
  const { now, stored } = instant;
  if (now < LAST_MS) yield { ...instant, now: now + TICK_MS };
  if (stored.record.endedAt === null && stored.aliveAt < now) {
    yield { ...instant, stored: { ...stored, aliveAt: now } };
  }
  for (const actor of instant.actors) yield* steps(instant, actor, rules);
}

function* steps(instant: Instant, actor: Actor, rules: StoreRules): Generator<Instant> {
  const { now, stored, mishaps } = instant;
  const { name } = actor;
  if (actor.at === 'is told' || actor.at === 'has crashed') return;
  if (mishaps > 0) yield { ...move(instant, { name, at: 'has crashed' }), mishaps: mishaps - 1 };
  switch (actor.at) {
    case 'start':
      return yield move(instant, { name, at: 'has read', seen: stored });
    case 'has read':
      return yield move(instant, { ...actor, at: 'has decided', decision: judge(actor, now) });
    case 'has decided': {
      const [after, answer] = commit(instant, actor, rules);
      yield move(after, answer);
      const landed = after !== instant;
      if (landed && mishaps > 0) {
        yield { ...move(after, { ...actor, at: 'is in doubt' }), mishaps: mishaps - 1 };
      }
      return;
    }
    case 'is in doubt': {
      const [after, answer] = commit(instant, actor, rules);
      yield move(after, answer);
    }
  }
}

function judge({ name, seen }: Actor & { at: 'has read' }, now: number): Decision {
  return decide(seen.record, WANTS[name] as Command, given(now, seen.aliveAt));
}

type Committing = Actor & { at: 'has decided' | 'is in doubt' };

/** The instant after a commit, the same one when nothing was written, and what its author is told. */
function commit(instant: Instant, actor: Committing, rules: StoreRules): [Instant, Actor] {
  const { stored, commits } = instant;
  const { name, seen, decision } = actor;
  const told: Actor = { name, at: 'is told', what: answerOf(decision) };
  if (decision.events.length === 0) return [instant, told];
  const retry: Actor = { name, at: 'start' };
  const { version } = seen.record;
  if (rules.compareAndSet && stored.record.version !== version) {
    return [instant, rules.commitNames && commits[version] === name ? told : retry];
  }
  const overtaken = decision.verdict !== undefined && stored.aliveAt > seen.aliveAt;
  if (rules.evidence && overtaken) return [instant, retry];
  return [write(instant, actor, overtaken), told];
}

function write(
  instant: Instant,
  { name, seen, decision }: Committing,
  overtaken: boolean,
): Instant {
  const { history, commits, stored } = instant;
  const named = [...commits];
  named[seen.record.version] = name;
  const idle = decision.next.cause?.kind === 'timeout';
  return {
    ...instant,
    stored: { ...stored, record: decision.next },
    history: [...history, ...decision.events],
    commits: named,
    broken: overtaken && !idle ? 'an end came over a newer sign of life' : instant.broken,
  };
}

function answerOf({ next, refusal }: Decision): string {
  return refusal ? `refused: ${String(refusal.details['state'])}` : next.state;
}

function move(instant: Instant, actor: Actor): Instant {
  const actors = instant.actors.map((each) => (each.name === actor.name ? actor : each));
  return { ...instant, actors };
}

/** Two instants with the same key are the same for all that can follow. */
export function keyOf({ now, stored, history, commits, actors, mishaps, broken }: Instant): string {
  const seenBy = actors.map((actor) => {
    if (!('seen' in actor)) return actor;
    const { seen, name, at } = actor;
    const facts = 'decision' in actor ? actor.decision.events.map(factOf) : [];
    return [name, at, seen.record.version, seen.record.updatedAt, seen.aliveAt, facts];
  });
  const told = history.map(factOf);
  return JSON.stringify([now, stored.aliveAt, told, commits, seenBy, mishaps, broken]);
}

function factOf(event: HistoryEvent): unknown {
  return [event.seq, event.type, event.at, 'to' in event ? event.to : ''];
}
