import { AgentExecutionTracker, MemoryStore, type RunningExecution } from '@tracker/core';
import { Queue, QueueEvents, UnrecoverableError, Worker, type Job } from 'bullmq';
import { trackedProcessor } from './bullmq.js';
import { RedisServer, withRedis } from './redis.fixture.js';
import { REQUEST } from './world.fixture.js';

type Work = (execution: RunningExecution, job: Job<{ n: number }>) => unknown;

withRedis('a tracked BullMQ processor', () => {
  let redis: RedisServer;
  let queues = 0;
  const closing: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    redis = await RedisServer.open();
  });
  afterEach(async () => {
    for (const one of closing.splice(0).reverse()) await one.close();
  });
  afterAll(() => redis?.close());

  /** A queue with one worker, over a tracker of their own. */
  async function aQueue(work: Work) {
    const name = `queue-${++queues}`;
    const connection = { path: redis.path, maxRetriesPerRequest: null };
    const tracker = new AgentExecutionTracker({ store: new MemoryStore() });
    const queue = new Queue<{ n: number }>(name, { connection });
    const events = new QueueEvents(name, { connection });
    const worker = new Worker(
      name,
      trackedProcessor<{ n: number }>({ tracker, request: () => REQUEST }, work),
      { connection },
    );
    closing.push(tracker, queue, events, worker);
    await Promise.all([events.waitUntilReady(), worker.waitUntilReady()]);
    const executions = async () =>
      [...(await tracker.listExecutions()).executions].sort((a, b) => a.attempt - b.attempt);
    return { tracker, queue, events, worker, executions };
  }

  it('completes a job with the answer of its execution', async () => {
    const { queue, events, executions } = await aQueue((_, { data }) => data.n * 2);
    const job = await queue.add('double', { n: 21 });
    expect(await job.waitUntilFinished(events)).toBe(42);
    expect(await executions()).toMatchObject([{ state: 'completed', outcome: { answer: 42 } }]);
  });

  it('makes each try the next attempt of the one before', async () => {
    const { queue, events, executions } = await aQueue((_, { attemptsMade }) => {
      if (attemptsMade < 2) throw new Error(`try ${attemptsMade}`);
      return 'at last';
    });
    const job = await queue.add('stubborn', { n: 0 }, { attempts: 3 });
    expect(await job.waitUntilFinished(events)).toBe('at last');
    const [first, second, third] = await executions();
    expect([first, second, third]).toMatchObject([
      { attempt: 1, state: 'failed', retryOf: null },
      { attempt: 2, state: 'failed', retryOf: first?.id },
      { attempt: 3, state: 'completed', retryOf: second?.id },
    ]);
  });

  it('fails a job that has no answer, and says why', async () => {
    const { queue, events, executions } = await aQueue(() => '');
    const job = await queue.add('silent', { n: 0 });
    await expect(job.waitUntilFinished(events)).rejects.toThrow(/empty_response/);
    expect(await executions()).toMatchObject([{ state: 'failed' }]);
  });

  it('does not try again what was cancelled, or what the job itself calls hopeless', async () => {
    const { tracker, queue, events, executions } = await aQueue(({ id, signal }, { data }) => {
      if (data.n === 0) throw new UnrecoverableError('hopeless');
      void tracker.cancelExecution(id, { reason: 'enough' });
      return new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    });
    const reasons = [];
    for (const n of [0, 1]) {
      const job = await queue.add('once', { n }, { attempts: 5 });
      reasons.push(await job.waitUntilFinished(events).catch(({ message }: Error) => message));
    }
    expect(reasons).toEqual(['hopeless', expect.stringContaining('enough')]);
    const states = (await executions()).map(({ state }) => state);
    expect(states.sort()).toEqual(['cancelled', 'failed']);
  });

  it('ends the attempt of a worker that was lost, when the job comes to another', async () => {
    const { tracker, queue, events, executions } = await aQueue(() => 'done');
    const request = { ...REQUEST, userId: 'bob' };
    await queue.pause();
    const job = await queue.add('orphan', { n: 0 });
    // what a worker leaves behind that has taken the job and was killed
    const lost = await tracker.createExecution({
      ...request,
      id: `${job.queueQualifiedName}:${job.id}@${job.timestamp}`,
      userId: REQUEST.userId,
    });
    await tracker.startExecution(lost);
    await queue.resume();
    expect(await job.waitUntilFinished(events)).toBe('done');
    expect(await executions()).toMatchObject([
      { id: lost, attempt: 1, state: 'failed', cause: { fault: 'infrastructure' } },
      { attempt: 2, state: 'completed', retryOf: lost },
    ]);
  });

  it('gives an answer again that was committed and not taken, without another run', async () => {
    let runs = 0;
    const { tracker, queue, events } = await aQueue(() => ++runs);
    await queue.pause();
    const job = await queue.add('answered', { n: 0 });
    const id = `${job.queueQualifiedName}:${job.id}@${job.timestamp}`;
    await tracker.run({ ...REQUEST, id }, () => 'from before');
    await queue.resume();
    expect(await job.waitUntilFinished(events)).toBe('from before');
    expect(runs).toBe(0);
  });
});
