import { SystemClock } from './system-clock.js';

/** The machine's two clocks, under the test's control. */
function aMachine() {
  const machine = { wall: 1_000_000, monotonic: 0 };
  jest.spyOn(Date, 'now').mockImplementation(() => machine.wall);
  jest.spyOn(performance, 'now').mockImplementation(() => machine.monotonic);
  const pass = (ms: number) => {
    machine.wall += ms;
    machine.monotonic += ms;
  };
  return { machine, pass, clock: new SystemClock() };
}

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('the system clock', () => {
  it('is the wall clock while that goes forward, jumps ahead included', () => {
    const { machine, pass, clock } = aMachine();
    pass(10);
    expect(clock.now()).toBe(1_000_010);
    machine.wall += 3_600_000;
    expect(clock.now()).toBe(4_600_010);
  });

  it('does not go back when the wall clock does, and goes on at the pace of the monotonic one', () => {
    const { machine, pass, clock } = aMachine();
    machine.wall -= 500_000;
    expect(clock.now()).toBe(1_000_000);
    pass(1_000);
    expect(clock.now()).toBe(1_001_000);
    pass(9_000);
    expect(clock.now()).toBe(1_010_000);
  });

  it('follows the wall clock again once that has caught up', () => {
    const { machine, pass, clock } = aMachine();
    machine.wall -= 500;
    clock.now();
    machine.wall += 10_000;
    expect(clock.now()).toBe(1_009_500);
    pass(1);
    expect(clock.now()).toBe(1_009_501);
  });

  it('never decreases and is always whole, whatever the wall clock does', () => {
    const { machine, clock } = aMachine();
    let last = clock.now();
    for (const step of [5, -70_000, 1, 90_000, -5, -5, 40, 0, 100_000, -1]) {
      machine.wall += step;
      machine.monotonic += 0.4;
      const now = clock.now();
      expect(now).toBeGreaterThanOrEqual(last);
      expect(Number.isInteger(now)).toBe(true);
      last = now;
    }
  });

  it('fires a timer once unless it is disposed of', () => {
    jest.useFakeTimers();
    const clock = new SystemClock();
    const fired: string[] = [];
    clock.setTimer(10, () => fired.push('a'));
    clock.setTimer(10, () => fired.push('b')).dispose();
    jest.advanceTimersByTime(100);
    expect(fired).toEqual(['a']);
  });
});
