import { ManualClock } from './testing.js';
import { sleep } from './sleep.js';

describe('a manual clock', () => {
  it('fires timers at their instants, in order, those set meanwhile included', async () => {
    const clock = new ManualClock(0);
    const fired: [string, number][] = [];
    const note = (name: string) => () => void fired.push([name, clock.now()]);
    clock.setTimer(20, note('b'));
    clock.setTimer(10, () => {
      note('a')();
      clock.setTimer(5, note('inner'));
    });
    clock.setTimer(31, note('late'));
    await clock.advance(30);
    expect(fired).toEqual([
      ['a', 10],
      ['inner', 15],
      ['b', 20],
    ]);
    expect([clock.now(), clock.pending]).toEqual([30, 1]);
  });

  it('lets promises go on between timers', async () => {
    const clock = new ManualClock(0);
    const seen: number[] = [];
    void (async () => {
      for (let i = 0; i < 3; i++) {
        await sleep(clock, 10);
        seen.push(clock.now());
      }
    })();
    await clock.advance(100);
    expect(seen).toEqual([10, 20, 30]);
  });

  it('fires nothing while it sleeps through, and all of it late', async () => {
    const clock = new ManualClock(0);
    const fired: number[] = [];
    clock.setTimer(10, () => fired.push(clock.now()));
    clock.sleepThrough(1_000);
    expect(fired).toEqual([]);
    await clock.advance(0);
    expect(fired).toEqual([1_000]);
  });

  it('forgets what was disposed of, and a sleep that was aborted', async () => {
    const clock = new ManualClock(0);
    const timer = clock.setTimer(10, () => {
      throw new Error('fired');
    });
    timer.dispose();
    timer.dispose();
    const stop = new AbortController();
    const slept = sleep(clock, 50, stop.signal);
    stop.abort();
    await slept;
    await sleep(clock, 50, stop.signal);
    expect(clock.pending).toBe(0);
  });
});
