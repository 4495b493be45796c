import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentExecutionTracker, OPERATOR_SCOPE } from '@tracker/core';
import { SourceProcess } from '@tracker/source-process';
import { SqliteStore } from './index.js';
import { auditWrongs } from './wrongs.fixture.js';

const LIMITS = {
  livenessTimeoutMs: 1_500,
  startTimeoutMs: 600_000,
  executionTimeoutMs: 600_000,
  idleTimeoutMs: 600_000,
};

/** This process on a file, and the processes that it shares it with. */
class House {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-house-'));
  readonly file = join(this.folder, 'tracker.db');
  readonly tenants: SourceProcess[] = [];
  readonly #stop = new AbortController();
  /** How often the end of each execution was told to somebody who watches. */
  readonly told = new Map<string, number>();

  private constructor(
    readonly store: SqliteStore,
    readonly tracker: AgentExecutionTracker,
  ) {}

  static async found(): Promise<House> {
    const bare = new House(null as never, null as never);
    const store = await SqliteStore.open({ file: bare.file });
    const house = Object.assign(bare, {
      store,
      tracker: new AgentExecutionTracker({ store, drainTimeoutMs: 0 }),
    });
    void house.#listen();
    return house;
  }

  async #listen(): Promise<void> {
    for await (const { event } of this.tracker.watch({ signal: this.#stop.signal })) {
      const { executionId, type } = event;
      if (type === 'ended') this.told.set(executionId, (this.told.get(executionId) ?? 0) + 1);
    }
  }

  /** A process of a kind, once it is up. */
  async tenant(kind: string, ...more: string[]): Promise<SourceProcess> {
    const tenant = new SourceProcess(
      join(__dirname, 'tenant.fixture.ts'),
      kind,
      this.file,
      ...more,
    );
    this.tenants.push(tenant);
    await until(() => tenant.lines.includes('up') || undefined);
    return tenant;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.tracker.close();
    await this.store.close();
    await Promise.all(this.tenants.map((tenant) => tenant.kill()));
    rmSync(this.folder, { recursive: true });
  }
}

/** What `look` finds once it finds something; the machine's time passes meanwhile. */
async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

let house: House;
beforeEach(async () => {
  house = await House.found();
});
afterEach(() => house.close());

const request = { agentName: 'triage', userId: 'ann', threadId: 't', limits: LIMITS };

describe('workers and sweepers of several processes', () => {
  it('end what a killed one leaves as dead, once, with evidence; the rest is answered', async () => {
    const { tracker } = house;
    const endless = await Promise.all(
      Array.from({ length: 5 }, () =>
        tracker.createExecution({ ...request, liveness: 'process', metadata: { endless: true } }),
      ),
    );
    // the first worker gets all the work that never ends, and is killed over it
    const victim = await house.tenant('worker');
    await until(() => endless.every((id) => victim.lines.includes(id)) || undefined);
    await Promise.all([house.tenant('worker'), house.tenant('worker'), house.tenant('sweeper')]);
    const sweeper = await house.tenant('sweeper');
    const ordinary = await Promise.all(
      Array.from({ length: 60 }, () =>
        tracker.createExecution({ ...request, liveness: 'process' }),
      ),
    );
    await Promise.all([victim.kill(), sweeper.kill()]);
    const ids = [...endless, ...ordinary];
    await until(() => (house.told.size === ids.length ? true : undefined));

    const ended = await Promise.all(ids.map((id) => tracker.getExecution(id)));
    const dead = ended.slice(0, endless.length);
    const cause = { kind: 'death', evidence: 'lease_lapsed', limitMs: 1_500 };
    expect(dead).toMatchObject(endless.map(() => ({ state: 'dead', cause })));
    expect(ended.slice(endless.length)).toMatchObject(ordinary.map(() => ({ state: 'completed' })));
    expect([...house.told.values()].every((times) => times === 1)).toBe(true);
    expect(await auditWrongs(house.store)).toEqual([]);
  }, 60_000);

  it('of 50 who end one execution at once one wins and 49 are told', async () => {
    const crowds = await Promise.all(Array.from({ length: 5 }, () => house.tenant('crowd')));
    const id = await house.tracker.createExecution(request);
    await house.tracker.updateExecutionState(id, 'running');
    for (const crowd of crowds) crowd.say(id);
    await Promise.all(crowds.map((crowd) => crowd.line(10)));
    const said = crowds.flatMap(({ lines }) => lines.slice(1));
    expect(said.filter((line) => line === 'won')).toHaveLength(1);
    expect(said.filter((line) => line === 'already_ended')).toHaveLength(49);
    const history = await house.store.history(OPERATOR_SCOPE, id, { afterSeq: 0, limit: 100 });
    expect(history.filter(({ type }) => type === 'ended')).toHaveLength(1);
  }, 60_000);
});

describe('a process whose event loop stands still', () => {
  /** The states in which the others see its execution, one after the other. */
  async function seenWhile(beacon: 'beacon' | 'silence'): Promise<string[]> {
    const thinker = await house.tenant('thinker', '3000', beacon);
    const seen: string[] = [];
    await until(async () => {
      const state = await house.tracker.getExecutionState('thought').catch(() => undefined);
      if (state && state !== seen.at(-1)) seen.push(state);
      return thinker.lines.length > 2 || undefined;
    });
    return seen;
  }

  it('for longer than its silence may last is not taken for dead', async () => {
    expect((await seenWhile('beacon')).filter((state) => state === 'dead')).toEqual([]);
    expect(await house.tracker.getExecutionState('thought')).toBe('completed');
  }, 60_000);

  it('would be, did nobody vouch for it', async () => {
    expect(await seenWhile('silence')).toContain('dead');
  }, 60_000);
});
