import { isExecutionState, isTerminal } from '@tracker/state';
import { decide } from './decide.js';
import { fold } from './fold.js';
import {
  beginning,
  keyOf,
  nextInstants,
  type Instant,
  type StoreRules,
} from './protocol-model.fixture.js';
import { ALWAYS_AWAKE } from './signs.js';

const RULES: StoreRules = { compareAndSet: true, evidence: true, commitNames: true };

/** What is wrong with an instant, whatever led to it. */
function wrongWith({ stored, history, actors, broken }: Instant): string | undefined {
  const { record } = stored;
  if (broken !== undefined) return broken;
  if (history.some(({ seq }, index) => seq !== index + 1)) return 'the history has a gap';
  const ends = history.filter(({ type }) => type === 'ended').length;
  if (ends > 1) return 'it ended twice';
  if (JSON.stringify(fold(history)) !== JSON.stringify(record)) return 'history and record differ';
  if (history.filter(({ type }) => type === 'progressed').length > 1)
    return 'a step happened twice';
  for (const actor of actors) {
    if (actor.at !== 'is told') continue;
    const [, state = actor.what] = actor.what.split('refused: ');
    if (isExecutionState(state) && isTerminal(state) && state !== record.state)
      return `${actor.name} was told ${state}`;
  }
  return undefined;
}

/** Whether whoever looks after the bound finds it ended in time. */
function endsInTime({ stored: { record, aliveAt } }: Instant): boolean {
  const { next } = decide(
    record,
    { type: 'settle' },
    {
      now: record.endsBy + 1,
      signs: { aliveAt, progressAt: 0, leaseAt: null, stalledSince: null },
      sleptSince: ALWAYS_AWAKE,
      judge: 'late',
      userMessage: () => 'Sorry.',
    },
  );
  return isTerminal(next.state) && (next.endedAt ?? Infinity) <= record.endsBy;
}

/** Visits every instant that can be reached, each once, until something is wrong. */
function search(rules: StoreRules): { instants: number; wrong: string | undefined } {
  const first = beginning();
  const known = new Set([keyOf(first)]);
  const open = [first];
  for (let instant = open.pop(); instant; instant = open.pop()) {
    const wrong = wrongWith(instant);
    if (wrong !== undefined) return { instants: known.size, wrong };
    if (!endsInTime(instant)) return { instants: known.size, wrong: 'it can outlive its bound' };
    for (const next of nextInstants(instant, rules)) {
      const key = keyOf(next);
      if (known.has(key)) continue;
      known.add(key);
      open.push(next);
    }
  }
  return { instants: known.size, wrong: undefined };
}

describe('the protocol of two workers and a watcher', () => {
  it('keeps its promise in every order of their steps, crashes and lost answers', () => {
    const { instants, wrong } = search(RULES);
    process.stdout.write(`${instants} instants of the protocol were searched\n`);
    expect(wrong).toBeUndefined();
    expect(instants).toBeGreaterThan(10_000);
  }, 120_000);

  it.each([
    ['compare-and-set', { compareAndSet: false }, /was told|a gap/],
    ['the evidence of a verdict', { evidence: false }, /over a newer sign of life/],
    ['the names of commits', { commitNames: false }, /happened twice/],
  ])(
    'breaks it without %s',
    (_, defect, wrong) => {
      expect(search({ ...RULES, ...defect }).wrong).toMatch(wrong);
    },
    120_000,
  );
});
