import {
  ACTIVE_STATES,
  EXECUTION_STATES,
  TERMINAL_STATES,
  canTransition,
  ExecutionState,
  isActive,
} from '@tracker/state';
import type { AgentExecutionTracker } from './index.js';
import { FAR, REQUEST, aWorld, hanging, refusal, running } from './world.fixture.js';

const NO_STATES: [string, unknown][] = [
  ['a dictionary', { success: true, completed: true }],
  ['an empty dictionary', {}],
  ['a list', ['completed']],
  ['null', null],
  ['nothing', undefined],
  ['a number', 3],
  ['true', true],
  ['the upper-case word', 'COMPLETED'],
  ['a word of another vocabulary', 'success'],
  ['another enumeration of the same name', { name: 'COMPLETED', value: 'completed' }],
  ['a name every object has', 'toString'],
  ['a boxed word', new String('completed')],
];

const end: Record<
  (typeof TERMINAL_STATES)[number],
  (t: AgentExecutionTracker, id: string) => unknown
> = {
  completed: (tracker, id) => tracker.completeExecution(id, { answer: 'yes' }),
  failed: (tracker, id) => tracker.failExecution(id, { error: 'x' }),
  timeout: (t, id) => t.updateExecutionState(id, 'timeout', { operation: 'x', limitMs: 5 }),
  cancelled: (tracker, id) => tracker.updateExecutionState(id, 'cancelled', {}),
  dead: () => undefined,
};

/** An execution ended in each terminal state. */
async function ended(state: (typeof TERMINAL_STATES)[number]) {
  const world = aWorld();
  const dies = { ...FAR, livenessTimeoutMs: 1_000 };
  const id = await running(world.tracker, { limits: state === 'dead' ? dies : FAR });
  await end[state](world.tracker, id);
  if (state === 'dead') await world.clock.advance(1_100);
  return { ...world, id };
}

const LATE: Record<string, (tracker: AgentExecutionTracker, id: string) => Promise<unknown>> = {
  start: (tracker, id) => tracker.startExecution(id),
  'move on': (tracker, id) => tracker.updateExecutionState(id, 'running'),
  complete: (tracker, id) => tracker.completeExecution(id, { answer: 'late' }),
  fail: (tracker, id) => tracker.failExecution(id, { error: 'late' }),
  cancel: (tracker, id) => tracker.cancelExecution(id),
  'enter a phase': (tracker, id) => tracker.enterPhase(id, 'thinking'),
  hold: (tracker, id) => tracker.holdExecution(id, { reason: 'late' }),
  resume: (tracker, id) => tracker.resumeExecution(id),
  'report progress': (tracker, id) => tracker.reportProgress(id, { percent: 1 }),
};

describe('the state of an execution', () => {
  it.each(NO_STATES)(
    'does not become %s (legacy: assigned first, failed while logging)',
    async (_, given) => {
      const { tracker } = aWorld();
      const id = await running(tracker);
      const before = await tracker.getExecution(id);
      const asked = tracker.updateExecutionState(id, given as never, { answer: 'x' } as never);
      expect((await refusal(asked)).code).toBe('invalid_state');
      expect(await tracker.getExecution(id)).toEqual(before);
    },
  );

  it('is checked before the id is looked up, so a wrong state never passes for a wrong id', async () => {
    const { tracker } = aWorld();
    const dictionary = {} as never;
    const error = await refusal(tracker.updateExecutionState('never', dictionary));
    expect(error.code).toBe('invalid_state');
  });

  it.each(
    TERMINAL_STATES.flatMap((state) => Object.keys(LATE).map((late) => [state, late] as const)),
  )(
    'does not change from %s when told to %s (legacy: overwritten, restarted, revived)',
    async (state, late) => {
      const { tracker, id } = await ended(state);
      const before = [await tracker.getExecution(id), await tracker.history(id)];
      const error = await refusal((LATE[late] as (typeof LATE)[string])(tracker, id));
      expect(error.code).toBe('already_ended');
      expect(error.message).toContain(`has ended as "${state}"`);
      expect([await tracker.getExecution(id), await tracker.history(id)]).toEqual(before);
      expect([tracker.heartbeat(id), tracker.progress(id)]).toEqual([false, false]);
    },
  );

  it.each(
    ACTIVE_STATES.flatMap((from, at) =>
      ACTIVE_STATES.slice(0, at + 1).map((to) => [from, to] as const),
    ),
  )('does not go from %s back to %s (legacy: any state to any state)', async (from, to) => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    if (from !== 'pending') await tracker.updateExecutionState(id, from);
    expect(canTransition(from, to)).toBe(false);
    const error = await refusal(tracker.updateExecutionState(id, to));
    expect(error.code).toBe('illegal_transition');
    expect(error.message).toContain(`is "${from}" and can't move to "${to}"`);
  });

  it('does not skip steps: a move further ahead records each (legacy: none were known)', async () => {
    const { tracker } = aWorld();
    const id = await tracker.createExecution(REQUEST);
    await tracker.completeExecution(id, { answer: 'yes' });
    const steps = (await tracker.history(id)).map((event) =>
      'to' in event ? event.to : event.type,
    );
    expect(steps).toEqual(['created', 'starting', 'running', 'completing', 'completed']);
  });

  it.each(ACTIVE_STATES)(
    'lets %s fail, time out and be cancelled (legacy: pending could not)',
    async (from) => {
      const { FAILED, TIMEOUT, CANCELLED } = ExecutionState;
      for (const to of [FAILED, TIMEOUT, CANCELLED]) {
        const { tracker } = aWorld();
        const id = await tracker.createExecution(REQUEST);
        if (from !== 'pending') await tracker.updateExecutionState(id, from);
        await end[to](tracker, id);
        expect(await tracker.getExecutionState(id)).toBe(to);
      }
    },
  );

  it.each(['initial_state', 'initialState', 'state'])(
    'can not be given at birth as %s (legacy: initial_state="TIMEOUT" stopped all detection)',
    async (key) => {
      const { tracker } = aWorld();
      const error = await refusal(
        tracker.createExecution({ ...REQUEST, [key]: 'timeout' } as never),
      );
      expect(error.code).toBe('invalid_input');
      expect(error.message).toContain(key);
    },
  );

  it('is not "dead" because a caller says so: death is judged on evidence', async () => {
    const { tracker } = aWorld();
    const id = await running(tracker);
    const error = await refusal(tracker.updateExecutionState(id, 'dead' as never, {} as never));
    expect(error.code).toBe('not_applicable');
    expect(await tracker.getExecutionState(id)).toBe('running');
  });
});

describe('an id', () => {
  it.each(Object.entries(LATE))(
    'that nobody knows does not make a record on %s (legacy: auto-created for "unknown")',
    async (_, ask) => {
      const { tracker, store } = aWorld();
      const error = await refusal(ask(tracker, 'exec_never'));
      expect(error.code).toBe('not_found');
      expect(error.message).toContain('"exec_never"');
      expect(await store.latestCursor()).toBe(0);
      expect((await tracker.getMetrics()).total).toBe(0);
    },
  );

  it('that exists already does not overwrite (legacy: silently, at about 77 000 ids)', async () => {
    const { tracker } = aWorld();
    await tracker.createExecution({ ...REQUEST, id: 'x' });
    const again = tracker.createExecution({ ...REQUEST, id: 'x', userId: 'bob' });
    expect((await refusal(again)).code).toBe('duplicate_id');
    expect((await tracker.getExecution('x'))?.userId).toBe('ann');
  });

  it('does not repeat among many (legacy: 32 random bits and a counter always at 1)', async () => {
    const { tracker } = aWorld();
    const ids = await Promise.all(
      Array.from({ length: 2_000 }, () => tracker.createExecution(REQUEST)),
    );
    expect(new Set(ids).size).toBe(2_000);
    expect(ids[0]).toMatch(/^exec_[0-9a-f-]{36}$/);
  });

  it.each([undefined, null, '', 7, {}])(
    '%p is refused before anything is stored or counted (legacy: a null user was stored first)',
    async (given) => {
      const { tracker, store } = aWorld();
      for (const field of [
        'agentName',
        'threadId',
        'userId',
        ...(given === undefined ? [] : ['id', 'runId']),
      ]) {
        const error = await refusal(
          tracker.createExecution({ ...REQUEST, [field]: given } as never),
        );
        expect(error.code).toBe('invalid_input');
        expect(error.message).toMatch(new RegExp(`createExecution .*${field}: `));
      }
      expect(await store.latestCursor()).toBe(0);
      expect((await tracker.getMetrics()).total).toBe(0);
    },
  );
});

describe('words that look alike', () => {
  it.each(EXECUTION_STATES)(
    '%s means the same in the filter, the record and the count',
    async (state) => {
      const { tracker } = aWorld();
      const ids: string[] = [];
      if (isActive(state)) {
        ids.push(await tracker.createExecution(REQUEST));
        if (state !== 'pending') await tracker.updateExecutionState(ids[0] as string, state);
      }
      const world = ids.length > 0 ? { tracker, id: ids[0] } : await ended(state as 'failed');
      const { executions } = await world.tracker.listExecutions({ states: [state] });
      expect(executions.map(({ id }) => id)).toEqual([world.id]);
      expect((await world.tracker.getMetrics()).byState[state]).toBe(1);
    },
  );

  it('a run that hangs is not active for ever', async () => {
    const world = aWorld();
    const run = await hanging(world);
    await world.clock.advance(60_000);
    expect(run.outcome?.state).toBe('timeout');
    expect((await world.tracker.getMetrics()).active).toBe(0);
  });
});
