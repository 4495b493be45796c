import { MemoryStore, type RunOutcome } from '@tracker/core';
import { Random } from './random.js';
import { Site } from './site.js';
import { Trace } from './trace.js';
import { VirtualTime } from './virtual-time.js';
import { CALM } from './faults.js';

const MINUTE = 60_000;

const request = { id: 'e1', agentName: 'triage', userId: 'ann', threadId: 't' };

function setUp(seed: number) {
  const random = new Random(seed);
  const time = new VirtualTime(random.fork());
  const trace = new Trace(() => time.now());
  const store = new MemoryStore({ clock: time });
  const [worker, watcher] = ['worker', 'watcher'].map(
    (name) => new Site({ name, store, time, random: random.fork(), faults: CALM, trace }),
  ) as [Site, Site];
  const pass = (ms: number): Promise<void> => time.runUntil(time.now() + ms);
  return { time, worker, watcher, pass };
}

/** Runs an agent that makes progress every second for so long, and then answers. */
function workFor({ worker }: { worker: Site }, ms: number): { outcome?: RunOutcome } {
  const run: { outcome?: RunOutcome } = {};
  const limits = { executionTimeoutMs: 3 * 60 * MINUTE };
  const done = worker.tracker.run({ ...request, limits }, async (execution) => {
    for (let left = ms; left > 0; left -= 1_000) {
      await worker.nap(1_000);
      execution.progress();
    }
    return 'done';
  });
  void done.then((outcome) => (run.outcome = outcome));
  return run;
}

describe.each([1, 2, 3])('with seed %i', (seed) => {
  it('a hold of 15 minutes survives, and its run completes', async () => {
    const { worker, pass } = setUp(seed);
    let outcome: RunOutcome | undefined;
    const done = worker.tracker.run(request, (execution) =>
      execution.hold({ reason: 'a question' }, async () => {
        await worker.nap(15 * MINUTE);
        return 'yes';
      }),
    );
    void done.then((given) => (outcome = given));
    await pass(15 * MINUTE + 1_000);
    expect(outcome).toMatchObject({ state: 'completed', answer: 'yes' });
  });

  it('a watcher that wakes after an hour kills nobody', async () => {
    const bench = setUp(seed);
    const run = workFor(bench, 61 * MINUTE);
    await bench.pass(10_000);
    bench.watcher.host.pause(60 * MINUTE);
    await bench.pass(62 * MINUTE);
    expect(run.outcome).toMatchObject({ state: 'completed' });
  });

  it.each([
    ['a busy loop of 30 seconds', 30_000],
    ['a suspend of ten minutes', 10 * MINUTE],
  ])('%s of the whole world kills nobody', async (_, ms) => {
    const bench = setUp(seed);
    const run = workFor(bench, 20_000);
    await bench.pass(5_000);
    bench.time.stall(ms);
    await bench.pass(30_000);
    expect(run.outcome).toMatchObject({ state: 'completed' });
  });

  it('a worker that is gone for a minute is dead by the word of the watcher, and hears of it', async () => {
    const bench = setUp(seed);
    const run = workFor(bench, 120_000);
    await bench.pass(5_000);
    bench.worker.host.pause(MINUTE);
    await bench.pass(30_000);
    expect(await bench.watcher.tracker.getExecutionState('e1')).toBe('dead');
    await bench.pass(MINUTE);
    expect(run.outcome).toMatchObject({ state: 'dead', cause: { judgedBy: 'watcher' } });
  });
});
