import { MemoryStore } from '@tracker/core';
import { ManualClock } from '@tracker/core/testing';
import { KEPT_MS } from './lately.js';
import { openSite, type Site } from './site.fixture.js';

/** Counts what it is asked, and answers as it is told. */
class AskedStore extends MemoryStore {
  cursors = 0;
  counted = 0;
  answer = (): Promise<number> => super.latestCursor();

  override latestCursor(): Promise<number> {
    this.cursors += 1;
    return this.answer();
  }

  override counts(...scope: Parameters<MemoryStore['counts']>): ReturnType<MemoryStore['counts']> {
    this.counted += 1;
    return super.counts(...scope);
  }
}

describe('who asks without a token', () => {
  let store: AskedStore;
  let clock: ManualClock;
  let site: Site;
  beforeEach(async () => {
    store = new AskedStore();
    clock = new ManualClock();
    site = await openSite({ store, clock, publicMetrics: true });
  });
  afterEach(() => site.close());

  /** The different answers that a crowd gets that asks at the same time. */
  async function flood(path: string): Promise<string[]> {
    const ask = async () => {
      const response = await fetch(`${site.url}${path}`);
      return `${response.status} ${await response.text()}`;
    };
    return [...new Set(await Promise.all(Array.from({ length: 50 }, ask)))];
  }

  it('whether it is ready costs the store one question a second, however many ask', async () => {
    for (let second = 1; second <= 3; second++) {
      expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
      expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
      expect(store.cursors).toBe(second);
      await clock.advance(KEPT_MS);
    }
  });

  it('for metrics gets those of lately, too', async () => {
    for (let second = 1; second <= 3; second++) {
      expect(await flood('/metrics')).toHaveLength(1);
      expect(await flood('/metrics')).toHaveLength(1);
      expect(store.counted).toBe(second);
      await clock.advance(KEPT_MS);
    }
  });

  it('hears a second later that the store is away, and that it is back', async () => {
    const there = store.answer;
    expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
    store.answer = () => Promise.reject(new Error('away'));
    expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
    await clock.advance(KEPT_MS);
    expect(await flood('/health/ready')).toEqual(['503 {"status":"store unreachable"}']);
    store.answer = there;
    await clock.advance(KEPT_MS);
    expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
  });

  it('does not wait for ever behind a question that was lost', async () => {
    const there = store.answer;
    let answerLate = (_: number): void => undefined;
    store.answer = () => new Promise((resolve) => (answerLate = resolve));
    const first = flood('/health/ready');
    while (store.cursors === 0) await new Promise((resolve) => setImmediate(resolve));
    store.answer = there;
    await clock.advance(10_000);
    expect(await flood('/health/ready')).toEqual(['200 {"status":"ok"}']);
    expect(store.cursors).toBe(2);
    answerLate(0);
    await first;
  });
});
