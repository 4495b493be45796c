import { describeFailure } from './describe-failure.js';
import { leavePostgres } from './postgres-ground.js';
import { liveWorld } from './world.js';

/** Enough for every kind of fault to meet every kind of actor, and few enough for every run of the tests. */
const SEEDS = 600;

describe('in every world', () => {
  it('each execution ends once, in time, and all who saw it saw the same', async () => {
    const failures: string[] = [];
    let executions = 0;
    let crashes = 0;
    for (let seed = 1; seed <= SEEDS && failures.length < 3; seed++) {
      const report = await liveWorld(seed);
      executions += report.executions;
      crashes += report.crashes;
      if (report.violations.length > 0) failures.push(describeFailure(report));
    }
    expect(failures).toEqual([]);
    expect(executions).toBeGreaterThan(SEEDS * 5);
    expect(crashes).toBeGreaterThan(SEEDS / 10);
  }, 300_000);

  it('the same seed lives the same world', async () => {
    const [one, other] = [await liveWorld(42), await liveWorld(42)];
    expect(one.trace.length).toBeGreaterThan(50);
    expect(other.trace).toEqual(one.trace);
  });

  it('another seed lives another', async () => {
    expect((await liveWorld(43)).trace).not.toEqual((await liveWorld(42)).trace);
  });
});

describe('on a SQLite file', () => {
  it('worlds of the same seeds keep the same promise', async () => {
    const failures: string[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const report = await liveWorld(seed, { ground: 'sqlite' });
      if (report.violations.length > 0) failures.push(describeFailure(report));
    }
    expect(failures).toEqual([]);
  }, 120_000);

  it('the same seed lives the same world', async () => {
    const [one, other] = [
      await liveWorld(7, { ground: 'sqlite' }),
      await liveWorld(7, { ground: 'sqlite' }),
    ];
    expect(other.trace).toEqual(one.trace);
  }, 60_000);
});

describe('on a PostgreSQL server', () => {
  afterAll(leavePostgres);

  it('worlds of the same seeds keep the same promise', async () => {
    const failures: string[] = [];
    for (const seed of [1, 2]) {
      const report = await liveWorld(seed, { ground: 'postgres' });
      if (report.violations.length > 0) failures.push(describeFailure(report));
    }
    expect(failures).toEqual([]);
  }, 120_000);
});
