import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { AgentExecutionTracker, OPERATOR_SCOPE, toExecution } from '@tracker/core';
import { SeededRandom } from '@tracker/core/testing';
import { SourceProcess } from '@tracker/source-process';
import { isTerminal } from '@tracker/state';
import { allFacts, wrongsOf } from './acknowledged.fixture.js';
import type { PostgresStore } from './index.js';
import { newSchema, openStore, serverUrl, sql } from './place.fixture.js';

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}

describe('several processes on one database', () => {
  const schema = newSchema();
  const tenants: SourceProcess[] = [];
  let store: PostgresStore;

  beforeAll(async () => {
    store = await openStore({ schema });
  });

  afterAll(async () => {
    await Promise.all(tenants.map((tenant) => tenant.kill()));
    await store.close();
    await sql(`drop schema ${schema} cascade`);
  });

  function tenant(kind: string, name: string): SourceProcess {
    const found = new SourceProcess(
      join(__dirname, 'tenant.fixture.ts'),
      kind,
      serverUrl(),
      schema,
      name,
    );
    tenants.push(found);
    return found;
  }

  const isUp = (one: SourceProcess): Promise<void> => until(() => one.lines.includes('up'));

  const told = (one: SourceProcess, word: string): string[] =>
    one.lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

  it('find what a killed one ran dead, with evidence: all readers at once, told once, and nobody else’s', async () => {
    const doomed = tenant('holder', 'doomed');
    const healthy = tenant('holder', 'healthy');
    const sweepers = [tenant('sweeper', 's1'), tenant('sweeper', 's2'), tenant('sweeper', 's3')];
    await Promise.all([doomed, healthy, ...sweepers].map(isUp));
    const orphans = told(doomed, 'holds');
    expect(orphans).toHaveLength(5);

    await Promise.all([doomed.kill(), sweepers[0]?.kill()]);
    const reader = new AgentExecutionTracker({ store, sweepIntervalMs: 3_600_000 });
    await until(async () => (await reader.getExecutionState(orphans[0] as string)) === 'dead');
    const other = await openStore({ schema });
    for (const id of orphans) {
      await until(async () => (await reader.getExecutionState(id)) === 'dead');
      const stored = await other.read(OPERATOR_SCOPE, id);
      expect(stored && toExecution(stored.record)).toMatchObject({
        state: 'dead',
        cause: { kind: 'death', evidence: 'lease_lapsed', limitMs: 1_500 },
      });
    }
    const facts = await allFacts(store);
    const ends = facts.filter(({ type }) => type === 'ended').map(({ executionId }) => executionId);
    expect(ends.sort()).toEqual([...orphans].sort());
    for (const id of told(healthy, 'holds')) {
      expect(await reader.getExecutionState(id)).toBe('running');
    }
    await reader.close();
    await other.close();
  });

  it('killed at random lose nothing they were told of, and leave nothing that does not end', async () => {
    const dice = new SeededRandom(5);
    const crowds = [1, 2, 3].map((n) => tenant('crowd', `crowd-${n}`));
    const killed: SourceProcess[] = [];
    await Promise.all(crowds.map(isUp));
    for (const victim of crowds) {
      const seen = victim.lines.length + dice.between(1, 30);
      await until(() => victim.lines.length >= seen);
      await victim.kill();
      killed.push(victim);
    }
    const acknowledged = killed.flatMap((one) => told(one, 'lived'));
    expect(acknowledged.length).toBeGreaterThan(10);
    for (const id of acknowledged) {
      const stored = await store.read(OPERATOR_SCOPE, id);
      expect(stored?.record).toMatchObject({ state: 'completed', outcome: { answer: id } });
    }
    // what was under way ends by its limits, seen from after them all
    const later = await openStore({
      schema,
      clock: {
        now: () => store.now() + 86_400_000,
        setTimer: () => ({ dispose: () => undefined }),
      },
    });
    const watcher = new AgentExecutionTracker({ store: later, sweepIntervalMs: 3_600_000 });
    for (const { record } of await store.list(OPERATOR_SCOPE, { limit: 100_000 })) {
      if (record.owner === 'healthy') continue;
      const state = await watcher.getExecutionState(record.id);
      expect(state && isTerminal(state)).toBe(true);
    }
    await watcher.close();
    await later.close();
    expect(await wrongsOf(store, [])).toEqual([]);
  });
});
