import {
  ACTIVE_STATES,
  TrackerError,
  executionSchema,
  historyEventSchema,
  isTerminal,
  type Execution,
} from '@tracker/state';
import fc from 'fast-check';
import {
  AgentExecutionTracker,
  MemoryStore,
  OPERATOR_SCOPE,
  fold,
  toExecution,
  type TrackedEvent,
  type UserTracker,
} from './index.js';
import {
  LifeModel,
  SHORT_LIMITS,
  type Answer,
  type Asking,
  type Step,
} from './life-model.fixture.js';
import { steps } from './life-steps.fixture.js';
import { ManualClock } from './testing.js';

const request = { agentName: 'triage', threadId: 't1', limits: SHORT_LIMITS };

function setUp() {
  const clock = new ManualClock();
  const store = new MemoryStore({ clock });
  const tracker = new AgentExecutionTracker({ store, clock, name: 'worker', random: () => 0.5 });
  return { clock, store, tracker };
}

type Bench = ReturnType<typeof setUp>;
async function ask({ tracker }: Bench, id: string, step: Asking): Promise<unknown> {
  switch (step.do) {
    case 'look':
      return tracker.getExecution(id);
    case 'advance':
      return tracker.updateExecutionState(id, step.to as 'running');
    case 'enter':
      return tracker.enterPhase(id, step.phase);
    case 'report':
      return tracker.reportProgress(id, { percent: 50 });
    case 'hold':
      return tracker.holdExecution(id, {
        reason: 'a question',
        ...(step.ms === null ? {} : { timeoutMs: step.ms }),
      });
    case 'resume':
      return tracker.resumeExecution(id);
    case 'cancel':
      return tracker.cancelExecution(id);
    case 'stop':
      return tracker.acknowledgeCancel(id);
    case 'acknowledge':
      await tracker.getExecution(id); // nobody acknowledges what nobody has seen
      return tracker.acknowledge(id);
    case 'end':
      if (step.to === 'completed') return tracker.completeExecution(id, { answer: 42 });
      if (step.to === 'failed') return tracker.failExecution(id);
      return tracker.updateExecutionState(id, 'cancelled', {});
  }
}

async function answerTo(bench: Bench, id: string, step: Asking): Promise<Answer> {
  try {
    await ask(bench, id, step);
    return 'done';
  } catch (error) {
    if (!TrackerError.is(error)) throw error;
    if (error.code === 'already_ended') {
      const { state, cause, endedAt } = (await bench.tracker.getExecution(id)) as Execution & {
        state: 'dead';
      };
      expect(error.details).toMatchObject({ state, cause, endedAt });
    }
    return error.code as Answer;
  }
}

async function live(taken: readonly Step[], after: (bench: Bench, id: string) => Promise<void>) {
  const bench = setUp();
  const { clock, tracker } = bench;
  const id = await tracker.createExecution({ ...request, userId: 'ann' });
  const model = new LifeModel(clock.now(), SHORT_LIMITS);
  for (const step of taken) {
    if (step.do === 'wait') await clock.advance(step.ms);
    else if (step.do === 'beat' || step.do === 'sign progress') {
      const progress = step.do === 'sign progress';
      const counted = progress ? tracker.progress(id) : tracker.heartbeat(id);
      expect([step, counted]).toEqual([step, model.sign(clock.now(), progress)]);
    } else {
      const answer = await answerTo(bench, id, step);
      expect([step, answer]).toEqual([step, model.take(step, clock.now())]);
    }
    await after(bench, id);
  }
  return { ...bench, id, model };
}

async function nothing(): Promise<void> {}

describe('for every life, the tracker', () => {
  it('answers every call and shows at every instant what an independent model says', async () => {
    const whole = async (taken: readonly Step[]): Promise<void> => {
      const { tracker, id, model, clock } = await live(taken, nothing);
      const execution = await tracker.getExecution(id);
      model.isOver(clock.now());
      const { state, phase, facts: version, endedAt } = model;
      expect(execution).toMatchObject({ state, phase, version });
      expect(execution && 'endedAt' in execution ? execution.endedAt : null).toBe(endedAt);
    };
    await fc.assert(fc.asyncProperty(steps, whole), { numRuns: 300 });
  });

  it('never lets a reader see an end change, a number go back, or a life beyond its bound', async () => {
    const whole = async (taken: readonly Step[]): Promise<void> => {
      let before: Execution | undefined;
      const look = async ({ tracker, clock }: Bench, id: string): Promise<void> => {
        const execution = (await tracker.getExecution(id)) as Execution;
        expect(executionSchema.safeParse(execution).error).toBeUndefined();
        expect(execution.version).toBeGreaterThanOrEqual(before?.version ?? 1);
        if (before && isTerminal(before.state)) expect(execution.state).toBe(before.state);
        if (clock.now() > execution.endsBy) expect(isTerminal(execution.state)).toBe(true);
        before = execution;
      };
      await live(taken, look);
    };
    await fc.assert(fc.asyncProperty(steps, whole), { numRuns: 200 });
  });

  it('settles by itself whatever nobody looks at, within an instant of its end', async () => {
    const whole = async (taken: readonly Step[], later: number): Promise<void> => {
      const { store, clock, id, model } = await live(taken, nothing);
      await clock.advance(model.endsBy - clock.now() + later);
      // the store itself: a look through the tracker would settle it
      const stored = await store.read(OPERATOR_SCOPE, id);
      expect(isTerminal(stored?.record.state ?? 'pending')).toBe(true);
      expect(stored?.record.endedAt).toBeLessThanOrEqual(model.endsBy);
    };
    const later = fc.integer({ min: 300, max: 2_000 });
    await fc.assert(fc.asyncProperty(steps, later, whole), { numRuns: 200 });
  });

  it('writes a history that parses, folds to what readers see, and is what watchers are told', async () => {
    const whole = async (taken: readonly Step[]): Promise<void> => {
      const { tracker, clock, id } = await live(taken, nothing);
      const history = await tracker.history(id);
      for (const event of history) {
        expect(historyEventSchema.safeParse(event).error).toBeUndefined();
      }
      expect(toExecution(fold(history))).toEqual(await tracker.getExecution(id));
      const told = await drain(tracker.forUser('ann'), clock);
      expect(told.map(({ event }) => event)).toEqual(history);
    };
    await fc.assert(fc.asyncProperty(steps, whole), { numRuns: 200 });
  });
});

/** Everything a user's watcher is told from the beginning until now. */
async function drain(user: UserTracker, clock: ManualClock): Promise<TrackedEvent[]> {
  const told: TrackedEvent[] = [];
  const stop = new AbortController();
  const watching = (async () => {
    for await (const event of user.watch({ after: 0, signal: stop.signal })) told.push(event);
  })();
  await clock.settle();
  await clock.settle();
  stop.abort();
  await watching;
  return told;
}

const USERS = ['ann', 'bob', 'cleo'] as const;

const visits = fc.array(
  fc.record({
    by: fc.constantFrom(...USERS),
    does: fc.constantFrom('create', 'cancel', 'hold', 'resume', 'acknowledge', 'history', 'wait'),
    which: fc.nat(20),
  }),
  { minLength: 3, maxLength: 40 },
);

type Visit = Parameters<Parameters<typeof visits.map>[0]>[0][number];

/** What a user does to an execution, whoever's it is. */
async function visit(user: UserTracker, { does }: Visit, id: string): Promise<string> {
  try {
    if (does === 'cancel') await user.cancelExecution(id);
    if (does === 'hold') await user.holdExecution(id, { reason: 'why not' });
    if (does === 'resume') await user.resumeExecution(id);
    if (does === 'acknowledge') await user.acknowledge(id);
    if (does === 'history') return (await user.history(id)).length === 0 ? 'not_found' : 'done';
    return 'done';
  } catch (error) {
    if (!TrackerError.is(error)) throw error;
    return error.code;
  }
}

describe('for all users, whatever they do', () => {
  it('each finds and hears of their own executions only, and a foreign id is unknown', async () => {
    const whole = async (made: readonly Visit[]): Promise<void> => {
      const { tracker, clock } = setUp();
      const owners = new Map<string, string>();
      for (const each of made) {
        const user = tracker.forUser(each.by);
        const ids = [...owners.keys()];
        const id = ids[each.which % Math.max(1, ids.length)];
        if (each.does === 'wait') await clock.advance(each.which * 50);
        else if (each.does === 'create') owners.set(await user.createExecution(request), each.by);
        else if (id !== undefined) {
          const foreign = owners.get(id) !== each.by;
          const answer = await visit(user, each, id);
          expect([each, answer === 'not_found']).toEqual([each, foreign]);
          if (foreign) expect(await user.getExecution(id)).toBeUndefined();
        }
      }
      for (const userId of USERS) await expectOwnOnly(tracker.forUser(userId), owners, clock);
    };
    await fc.assert(fc.asyncProperty(visits, whole), { numRuns: 150 });
  });
});

async function expectOwnOnly(
  user: UserTracker,
  owners: ReadonlyMap<string, string>,
  clock: ManualClock,
): Promise<void> {
  const own = [...owners].flatMap(([id, owner]) => (owner === user.userId ? [id] : [])).sort();
  const { executions } = await user.listExecutions({ limit: 1_000 });
  expect(executions.map(({ id }) => id).sort()).toEqual(own);
  const told = await drain(user, clock);
  expect([...new Set(told.map(({ executionId }) => executionId))].sort()).toEqual(own);
  const waiting = (await user.undelivered({ limit: 1_000 })).executions;
  expect(own).toEqual(expect.arrayContaining(waiting.map(({ id }) => id)));
  const counted = (await user.metrics()) as unknown as { byState?: Record<string, number> };
  const active = executions.filter(({ state }) => !isTerminal(state)).length;
  const sum = ACTIVE_STATES.reduce((total, state) => total + (counted.byState?.[state] ?? 0), 0);
  if (counted.byState) expect(sum).toBe(active);
}
