import { AgentExecutionTracker, MemoryStore, type FeedEntry as Fact } from '@tracker/core';
import type { Batch } from './batch.js';
import type { FeedEntry } from './entry.js';
import type { FeedReader } from './feed.js';
import { Feeds } from './feeds.js';

const REQUEST = { agentName: 'a', userId: 'ada', threadId: 't' };

/** Takes what it is given while it has room, and remembers the cursors. */
class Reader implements FeedReader {
  readonly cursors: number[] = [];
  ended: unknown;
  hasRoom = true;
  cursor: number;
  #wake: (() => void)[] = [];

  constructor(cursor: number) {
    this.cursor = cursor;
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }

  async room(): Promise<void> {
    await this.until(() => this.hasRoom);
  }

  open(): void {
    this.hasRoom = true;
    this.#told();
  }

  take({ entries }: Batch<FeedEntry>): boolean {
    if (!this.hasRoom) return false;
    this.cursors.push(...entries.map(({ cursor }) => cursor));
    this.#told();
    return true;
  }

  takeWithMore(batch: Batch<FeedEntry>): void {
    this.take(batch);
  }

  end(error?: unknown): void {
    this.ended = error ?? 'closed';
    this.#told();
  }

  #told(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}

/** A store whose feed can be out of order for a while. */
class FaultyStore extends MemoryStore {
  isFaulty = false;
  #looked = (): void => undefined;

  /** Resolves when the fault was met. */
  fail(): Promise<void> {
    this.isFaulty = true;
    return new Promise((resolve) => (this.#looked = resolve));
  }

  override async feed(...asked: Parameters<MemoryStore['feed']>): Promise<readonly Fact[]> {
    if (!this.isFaulty) return super.feed(...asked);
    this.#looked();
    throw new Error('out of order');
  }
}

describe('a feed', () => {
  let store: FaultyStore;
  let tracker: AgentExecutionTracker;
  beforeEach(() => {
    store = new FaultyStore();
    tracker = new AgentExecutionTracker({ store, drainTimeoutMs: 0 });
  });
  afterEach(() => tracker.close());

  const run = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count++) await tracker.run(REQUEST, () => 'an answer');
  };

  it('gives who comes in ahead of a slow reader nothing from behind its cursor', async () => {
    const feeds = new Feeds();
    const user = tracker.forUser('ada');
    const slow = new Reader(0);
    slow.hasRoom = false;
    const one = feeds.join('ada', user, slow);
    await run(60);
    const after = await tracker.latestCursor();
    const ahead = new Reader(after);
    const two = feeds.join('ada', user, ahead);
    await run(1);
    await ahead.until(() => ahead.cursors.length > 0);
    expect(ahead.cursors[0]).toBe(after + 1);
    one.leave();
    two.leave();
  });

  it('puts together once what many take, and no more of it than a few may hold', async () => {
    const feeds = new Feeds();
    const user = tracker.forUser('ada');
    const taken = [0, 1].map(() => {
      const batches: Batch<FeedEntry>[] = [];
      const reader = new Reader(0);
      reader.hasRoom = false;
      reader.take = (batch) => {
        batches.push(batch);
        return Reader.prototype.take.call(reader, batch);
      };
      return { reader, batches, place: feeds.join('ada', user, reader) };
    });
    for (let n = 0; n < 4; n++) await tracker.run(REQUEST, () => 'x'.repeat(40_000));
    const last = await tracker.latestCursor();
    const wake = new Reader(last);
    const third = feeds.join('ada', user, wake);
    await tracker.run(REQUEST, () => 'an answer');
    await wake.until(() => wake.cursors.length > 0);
    for (const { reader } of taken) reader.hasRoom = true;
    for (const { reader } of taken) reader.open();
    await tracker.run(REQUEST, () => 'an answer');
    for (const { reader } of taken) await reader.until(() => reader.cursors.includes(last));
    const [one, other] = taken.map(({ batches }) => batches);
    expect(one?.length).toBeGreaterThan(3);
    expect(one?.every((batch, n) => batch === other?.[n])).toBe(true);
    for (const { entries, frames } of one ?? []) {
      expect(entries.length === 1 || frames.length <= 65_536).toBe(true);
    }
    for (const { place } of [...taken, { place: third }]) place.leave();
  });

  it('that has broken off for some holds back nothing from who was catching up, or comes later', async () => {
    const feeds = new Feeds();
    const user = tracker.forUser('ada');
    await run(1);
    const fast = new Reader(await tracker.latestCursor());
    const one = feeds.join('ada', user, fast);
    await run(1);
    await fast.until(() => fast.cursors.length > 0);
    const late = new Reader(0); // reads by itself, and has had enough after the first fact
    late.take = (batch) => {
      const took = Reader.prototype.take.call(late, batch);
      late.hasRoom = late.cursors.length > 1;
      return took;
    };
    const two = feeds.join('ada', user, late);
    await late.until(() => late.cursors.length > 0);
    const met = store.fail();
    await run(1);
    await met;
    await fast.until(() => fast.ended !== undefined);
    one.leave();
    store.isFaulty = false;
    late.open();
    const later = new Reader(await tracker.latestCursor());
    const three = feeds.join('ada', user, later);
    await run(1);
    await later.until(() => later.cursors.length > 0);
    const latest = await tracker.latestCursor();
    await late.until(() => (late.cursors.at(-1) ?? 0) === latest || late.ended !== undefined);
    expect(late.cursors).toEqual(late.cursors.map((_, at) => at + 1));
    expect(late.ended).toBeUndefined();
    two.leave();
    three.leave();
  });
});
