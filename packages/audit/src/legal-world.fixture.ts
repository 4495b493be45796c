import { TABLE_DIGEST, isTerminal, type HistoryEvent } from '@tracker/state';
import fc from 'fast-check';
import { ANSWER, LegalLife, LIMITS, walk } from './legal-life.fixture.js';

/** One line of input, free to be changed by a mutation. */
export type Line = Record<string, unknown>;

const ANN = 'user-ann';
const BEN = 'user-ben';

/** Lives of every kind that a mutation may need, by name; all of Ann but one. */
function specimens(at: number): readonly LegalLife[] {
  const born = (executionId: string, more: object = {}) =>
    new LegalLife({ executionId, userId: ANN, at, ...more });
  const running = (id: string) =>
    born(id).wait(10).change('starting').wait(10).change('running').wait(10);
  const thinking = running('answered').enterPhase('llm_interaction').wait(50);
  const held = running('held').holdFor(1_000).wait(400).resume().wait(10).progress();
  return [
    thinking
      .enterPhase('result_processing')
      .wait(5)
      .enterPhase('completing')
      .complete()
      .wait(9)
      .acknowledge(),
    held.change('completing').complete().acknowledge(),
    running('failed').endUnhappily('failed').acknowledge(),
    born('start-timeout').endUnhappily('start').acknowledge(),
    running('execution-timeout').progress().endUnhappily('execution').acknowledge(),
    running('idle-timeout').endUnhappily('idle').acknowledge(),
    running('hold-timeout').holdFor(900).endUnhappily('hold').acknowledge(),
    running('dead').endUnhappily('dead').acknowledge(),
    running('forced').requestCancel().endUnhappily('forced').acknowledge(),
    running('cancelled').requestCancel().wait(20).acknowledgeCancel().acknowledge(),
    born('retried', { attempt: 2, retryOf: 'failed' }).endUnhappily('failed').acknowledge(),
    running('overdue').endUnhappily('failed').callOverdue(),
    running('unacknowledged').change('completing').complete(),
    new LegalLife({ executionId: 'of-ben', userId: BEN, at }).endUnhappily('failed').acknowledge(),
    born('open'),
  ];
}

/** What readers were shown of `answered`, written out by hand and not rebuilt. */
function reads(at: number): readonly Line[] {
  const always = {
    id: 'answered',
    userId: ANN,
    threadId: 'thread-of-answered',
    runId: 'run-of-answered',
    agentName: 'triage',
    attempt: 1,
    retryOf: null,
    liveness: 'process',
    limits: LIMITS,
    metadata: { origin: 'specification' },
    createdAt: at,
    endsBy: at + 3_000 + 8_000 + 5_000,
    progress: null,
    heldMs: 0,
    cancel: null,
  };
  const pending = {
    ...always,
    state: 'pending',
    phase: 'created',
    version: 1,
    updatedAt: at,
    phaseEnteredAt: at,
    phases: {},
    progressAt: at,
  };
  const running = {
    ...always,
    state: 'running',
    phase: 'llm_interaction',
    version: 4,
    updatedAt: at + 30,
    phaseEnteredAt: at + 30,
    phases: {
      created: { count: 1, totalMs: 10 },
      starting: { count: 1, totalMs: 10 },
      thinking: { count: 1, totalMs: 10 },
    },
    progressAt: at + 30,
    owner: 'process-1',
    startedAt: at + 10,
    runningAt: at + 20,
    hold: null,
  };
  const completed = {
    ...always,
    state: 'completed',
    phase: 'completed',
    version: 8,
    updatedAt: at + 94,
    phaseEnteredAt: at + 85,
    phases: {
      ...running.phases,
      llm_interaction: { count: 1, totalMs: 50 },
      result_processing: { count: 1, totalMs: 5 },
      completing: { count: 1, totalMs: 0 },
    },
    progressAt: at + 85,
    owner: 'process-1',
    startedAt: at + 10,
    runningAt: at + 20,
    endedAt: at + 85,
    cause: { kind: 'answered' },
    outcome: ANSWER,
    delivery: {
      deadline: at + 85 + 6_000,
      acknowledgedAt: at + 94,
      acknowledgedBy: 'client-1',
      overdueAt: null,
    },
  };
  return [
    { kind: 'record', record: pending, readAt: at + 2, readBy: ANN },
    { kind: 'record', record: running, readAt: at + 31, readBy: ANN },
    { kind: 'record', record: completed, readAt: at + 95, readBy: ANN },
  ];
}

function framesOf({ id, userId, events }: LegalLife): readonly Line[] {
  const end = events.find(({ type }) => type === 'ended');
  const shared = { executionId: id, userId, threadId: `thread-of-${id}` };
  const started = { ...shared, type: 'agent_started', at: events[0]?.at, seq: 1 };
  if (end?.type !== 'ended') return [started];
  const { at, to: state, outcome } = end;
  const shown =
    state === 'completed'
      ? { type: 'agent_completed', ...(outcome.kind === 'answer' && { answer: outcome.answer }) }
      : { type: 'agent_error', ...(outcome.kind === 'error' && { message: outcome.message }) };
  const thinking = { ...shared, type: 'agent_thinking', at, seq: 2, state: 'running' };
  return [started, thinking, { ...shared, ...shown, at, state, seq: 3 }];
}

/** What each user's one client was shown. */
function transcripts(lives: readonly LegalLife[]): readonly Line[] {
  const users = [...new Set(lives.map(({ userId }) => userId))];
  return users.map((userId) => ({
    kind: 'transcript',
    userId,
    clientId: `client-of-${userId}`,
    frames: lives.filter((life) => life.userId === userId).flatMap(framesOf),
  }));
}

/** The facts of all lives, dealt in turns as `picks` says, each history in its own order. */
function interleave(
  lives: readonly LegalLife[],
  picks: readonly number[],
): readonly HistoryEvent[] {
  const queues = lives.map(({ events }) => [...events]);
  const dealt: HistoryEvent[] = [];
  for (let turn = 0; ; turn += 1) {
    const left = queues.filter((queue) => queue.length > 0);
    const next = left[(picks[turn % picks.length] ?? 0) % left.length]?.shift();
    if (!next) return dealt;
    dealt.push(next);
  }
}

/** A legal input: a header, histories, reads and transcripts; and the instant to audit it for. */
export interface World {
  readonly lines: readonly Line[];
  readonly lives: readonly LegalLife[];
  readonly asOf: number;
}

const picks = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 24 });
const walks = fc.array(fc.tuple(picks, fc.constantFrom(ANN, BEN, 'user-cleo')), { maxLength: 6 });

/** Legal worlds: some random lives among specimens of every kind, interleaved at random. */
export const legalWorld: fc.Arbitrary<World> = fc
  .record({ at: fc.integer({ min: 1_000_000, max: 2_000_000_000_000 }), walks, deal: picks })
  .map(({ at, walks, deal }) => {
    const walked = walks.map(([picks, userId], index) =>
      walk({ executionId: `walk-${index}`, userId, at }, picks),
    );
    const lives = [...specimens(at), ...walked];
    const facts = interleave(lives, deal) as unknown as readonly Line[];
    const header = { kind: 'header', digest: TABLE_DIGEST };
    const lines = [header, ...facts, ...reads(at), ...transcripts(lives)];
    return { lines, lives, asOf: at + LIMITS.startTimeoutMs };
  });

/** Whether a life of the model has ended. */
export function hasEnded({ state }: LegalLife): boolean {
  return isTerminal(state);
}
