import type { Transition } from '@tracker/core';
import { Pace } from './pace.js';

/** Someone's step, as far as the pace asks. */
const step = (id: string): Transition => ({ next: { id } }) as Transition;

/** A pace whose turns and whose stopwatch are in the hand of the spec. */
function aPace() {
  const turns: (() => void)[] = [];
  let now = 0;
  const pace = new Pace(
    (run) => void turns.push(run),
    () => now,
  );
  return {
    pass: (ms: number) => void (now += ms),
    turn: () => turns.splice(0).forEach((run) => run()),
    /** Comes with steps; whether they are written without a turn. */
    async isWrittenAtOnce(...ids: string[]) {
      const batch = ids.map(step);
      let written = false;
      pace.comes(batch);
      pace.soon(() => {
        written = true;
        pace.writes(batch);
      });
      await Promise.resolve();
      return written;
    },
  };
}

describe('when a batch is written', () => {
  it('is in the next turn, in which others may come', async () => {
    const { isWrittenAtOnce } = aPace();
    expect(await isWrittenAtOnce('a')).toBe(false);
  });

  it('is at once when the only one who came last time comes again first', async () => {
    const { isWrittenAtOnce, turn } = aPace();
    await isWrittenAtOnce('a');
    turn();
    expect(await isWrittenAtOnce('a')).toBe(true);
    expect(await isWrittenAtOnce('a')).toBe(true);
  });

  it.each([
    ['somebody else comes', ['a'], ['b']],
    ['there were several last time', ['a', 'b'], ['a']],
    ['several come', ['a'], ['a', 'b']],
  ])('is in the next turn when %s', async (_, before, after) => {
    const { isWrittenAtOnce, turn } = aPace();
    await isWrittenAtOnce(...before);
    turn();
    expect(await isWrittenAtOnce(...after)).toBe(false);
  });

  it('is in the next turn once the event loop has waited for long enough', async () => {
    const { isWrittenAtOnce, pass, turn } = aPace();
    await isWrittenAtOnce('a');
    turn();
    pass(1.9);
    expect(await isWrittenAtOnce('a')).toBe(true);
    pass(0.2);
    expect(await isWrittenAtOnce('a')).toBe(false);
    turn();
    expect(await isWrittenAtOnce('a')).toBe(true);
  });
});
