import { MAX_DETAILED_FACTS, historyEventSchema } from '@tracker/state';
import { OPERATOR_SCOPE, fold, type RunningExecution } from './index.js';
import { FAR, REQUEST, aWorld, refusal } from './world.fixture.js';

const LOOP = ['llm_interaction', 'thinking'] as const;

/** A lifetime of which each second may have its fact. */
const HOUR = {
  ...FAR,
  startTimeoutMs: 60_000,
  executionTimeoutMs: 1_800_000,
  holdTimeoutMs: 1_740_000,
};

/** A run that has gone round in phases until its history is long. */
async function longRun(limits = HOUR) {
  const world = aWorld();
  let execution: RunningExecution | undefined;
  let finish: (answer: unknown) => void = () => undefined;
  const outcome = world.tracker.run({ ...REQUEST, limits }, (own) => {
    execution = own;
    return new Promise((resolve) => (finish = resolve));
  });
  await world.clock.settle();
  const run = execution as unknown as RunningExecution;
  let moves = 0;
  const move = (): Promise<void> => run.enterPhase(LOOP[moves++ % 2] as (typeof LOOP)[number]);
  while ((await world.tracker.history(run.id)).length < MAX_DETAILED_FACTS) {
    await world.clock.advance(1);
    await move();
  }
  const stored = async () => {
    const found = await world.store.read(OPERATOR_SCOPE, run.id);
    if (!found) throw new Error('the execution is gone');
    return found.record;
  };
  return { ...world, run, move, moves: () => moves, finish, outcome, stored };
}

describe('a history that has become long', () => {
  it('gets about one fact a second, however fast its phases go round, and counts them all', async () => {
    const { tracker, clock, run, move, moves, finish, outcome, stored } = await longRun();
    const begun = clock.now();
    for (let i = 0; i < 2_000; i++) {
      await clock.advance(10);
      await move();
    }
    const seconds = (clock.now() - begun) / 1_000;
    finish('done');
    expect(await outcome).toMatchObject({ state: 'completed', answer: 'done' });
    const history = await tracker.history(run.id);
    expect(history.length).toBeGreaterThan(MAX_DETAILED_FACTS + 3);
    expect(history.length).toBeLessThan(MAX_DETAILED_FACTS + 2 * seconds + 10);
    expect(fold(history)).toEqual(await stored());
    for (const event of history) expect(historyEventSchema.parse(event)).toEqual(event);
    const { phases, createdAt, endedAt } = (await tracker.getExecution(run.id)) as never as {
      phases: Record<string, { count: number; totalMs: number }>;
      createdAt: number;
      endedAt: number;
    };
    const stays = Object.values(phases);
    // every phase that was entered is left by the end, and each millisecond is charged to one of them
    expect((phases['llm_interaction']?.count ?? 0) + (phases['thinking']?.count ?? 0)).toBe(
      moves() + 1,
    );
    expect(stays.reduce((sum, { totalMs }) => sum + totalMs, 0)).toBe(endedAt - createdAt);
  });

  it('gets at most 3 600 more moves told in a lifetime, however long that is', async () => {
    const far = await longRun({
      ...FAR,
      executionTimeoutMs: 86_400_000,
      idleTimeoutMs: 86_400_000,
    });
    for (let i = 0; i < 600; i++) {
      await far.clock.advance(1_000);
      await far.move();
    }
    const facts = (await far.tracker.history(far.run.id)).length - MAX_DETAILED_FACTS;
    expect(facts).toBeLessThan(600 / ((86_400 + 20_000) / 3_600) + 5);
    expect(facts).toBeGreaterThan(10);
  });

  it('shows the phase it stays in soon, without another fact being asked for', async () => {
    const { tracker, clock, run, move } = await longRun();
    await clock.advance(10);
    await move();
    const inMind = LOOP[(await tracker.getExecution(run.id))?.phase === LOOP[0] ? 1 : 0];
    await clock.advance(10);
    for (let i = 0; i < 30; i++) await clock.advance(100);
    expect((await tracker.getExecution(run.id))?.phase).toBe(inMind);
  });

  it('still refuses what the table does not have, by what is in mind', async () => {
    const { clock, run, move } = await longRun();
    await clock.advance(10);
    await move();
    const error = await refusal(run.enterPhase('starting'));
    expect(error.code).toBe('illegal_phase');
  });

  it('counts a phase in mind as progress', async () => {
    const { clock, move, outcome, finish } = await longRun({ ...HOUR, idleTimeoutMs: 5_000 });
    for (let i = 0; i < 30; i++) {
      await clock.advance(900);
      await move();
    }
    finish('done');
    expect(await outcome).toMatchObject({ state: 'completed' });
  });

  it('survives a hold that somebody else puts on it, and an end', async () => {
    const { tracker, clock, run, move, stored, finish, outcome } = await longRun();
    await clock.advance(1_500);
    await move();
    await clock.advance(10);
    await move();
    await clock.advance(1_200);
    await tracker.holdExecution(run.id, { reason: 'a human is asked' });
    await clock.advance(5_000);
    await tracker.resumeExecution(run.id);
    await clock.advance(10);
    await move();
    finish('done');
    await outcome;
    const history = await tracker.history(run.id);
    expect(fold(history)).toEqual(await stored());
    expect(history.at(-1)).toMatchObject({ type: 'ended', to: 'completed' });
  });

  it('keeps notes now and then, and refuses those of others that come too fast', async () => {
    const { tracker, clock, run } = await longRun();
    const before = (await tracker.history(run.id)).length;
    for (let i = 0; i < 100; i++) {
      await clock.advance(50);
      await run.reportProgress({ note: `step ${i}` });
    }
    const added = (await tracker.history(run.id)).length - before;
    expect(added).toBeGreaterThanOrEqual(2);
    expect(added).toBeLessThanOrEqual(6);
    await clock.advance(2_000);
    const hold = { reason: 'wait' };
    await tracker.holdExecution(run.id, hold);
    await tracker.resumeExecution(run.id);
    const error = await refusal(tracker.holdExecution(run.id, hold));
    expect(error.code).toBe('limit_reached');
    expect(error.message).toContain('nothing was changed');
  });

  it('is not put off by several moves asked for at once', async () => {
    const { tracker, clock, run, stored, finish, outcome } = await longRun();
    const here = (await stored()).phase;
    const [first, second] = here === 'thinking' ? LOOP : [LOOP[1], LOOP[0]];
    await clock.advance(2_000);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => run.enterPhase(i % 2 === 0 ? first : second)),
    );
    finish('done');
    await outcome;
    const phases = (await tracker.getExecution(run.id))?.phases;
    const total = (phases?.thinking?.count ?? 0) + (phases?.llm_interaction?.count ?? 0);
    expect(fold(await tracker.history(run.id))).toEqual(await stored());
    expect(total).toBeGreaterThan(20);
  });
});
