import { AgentExecutionTracker, MemoryStore } from '@tracker/core';
import { ExecutionState } from '@tracker/state';
import { ByHand } from './life-by-hand.js';
import { machinaLife } from './life-machina.js';
import { robotLife } from './life-robot.js';
import { trackedLife, watchedLife } from './life-tracked.js';
import { xstateLife } from './life-xstate.js';
import { ANSWER, FIRST, KEPT, LAST, Lives, PATH } from './life.js';
import { plainExecution } from './plain-execution.js';

const REQUEST = { agentName: 'bench', userId: 'ann', threadId: 'thread' };

interface Life {
  history: { to: string }[];
}

describe('the life that everybody lives', () => {
  it('leads through every state to the answer, in the tracker', async () => {
    const { tracker, live } = trackedLife();
    const id = await live();
    expect(await tracker.getExecution(id)).toMatchObject({
      state: LAST,
      outcome: { kind: 'answer', answer: ANSWER },
    });
    const entered = (await tracker.history(id)).flatMap((event) => ('to' in event ? event.to : []));
    expect(entered).toEqual(PATH);
    await tracker.close();
  });

  it.each([
    ['XState', xstateLife],
    ['machina', machinaLife],
    ['robot3', robotLife],
  ])('leads through every state in %s', (_, make) => {
    const { live, lives } = make();
    const { history } = lives.get(live()) as Life;
    // some peers also tell of the state they begin in, and one of every beat
    const entered = history.map(({ to }) => to).filter((to, i, all) => to !== all[i - 1]);
    expect(entered.filter((state) => state !== FIRST)).toEqual(PATH);
  });

  it('is told to whoever watches', async () => {
    const { tracker, live, seen } = watchedLife();
    await live();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.count).toBeGreaterThan(0);
    await tracker.close();
  });

  it('kept by hand refuses what the table does not have', () => {
    const lives = new ByHand();
    const heard: object[] = [];
    lives.subscribe((event) => heard.push(event));
    const id = lives.create(REQUEST);
    expect(() => lives.move(id, ExecutionState.COMPLETED)).toThrow(
      'pending → completed is no move',
    );
    expect(heard).toHaveLength(1);
  });

  it('is forgotten when there are too many newer ones', () => {
    const lives = new Lives<number>();
    for (let life = 0; life <= KEPT; life++) lives.add(`${life}`, life);
    expect(() => lives.get('0')).toThrow('no life 0');
    expect(lives.get('1')).toBe(1);
  });
});

describe('the plain object that memory is compared with', () => {
  it('has every field of a stored record, and a fact with every field of the first fact', async () => {
    const store = new MemoryStore();
    const tracker = new AgentExecutionTracker({ store });
    const id = await tracker.createExecution(REQUEST);
    await tracker.updateExecutionState(id, ExecutionState.RUNNING);
    const stored = await store.read({ userId: REQUEST.userId }, id);
    const [created] = await tracker.history(id);
    await tracker.close();

    const { history, ...plain } = plainExecution(id, REQUEST.userId, 1);
    expect(Object.keys(plain).sort()).toEqual(Object.keys(stored?.record ?? {}).sort());
    expect(Object.keys(history[0] ?? {}).sort()).toEqual(Object.keys(created ?? {}).sort());
  });
});
