import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  OPERATOR_SCOPE,
  MemoryStore,
  AgentExecutionTracker,
  type ExecutionStore,
} from '@tracker/core';
import { auditStore } from './audit-store.js';
import { ExitCode } from './index.js';
import { Place } from './terminal.fixture.js';

const place = new Place();
afterAll(() => place.remove());

const REQUEST = { agentName: 'triage', userId: 'ada', threadId: 't1' };

describe('tracker audit over a store', () => {
  beforeAll(async () => {
    await place.ended(() => 'fine');
    await place.ended(() => {
      throw new Error('not fine');
    });
    await place.with((other) => other.createExecution(REQUEST));
  });

  it('certifies what is there, and says over what', async () => {
    const report = await place.json(['audit']);
    expect(report).toMatchObject({ certified: true, store: place.file });
    expect(report.data).toMatchObject({ executions: 3, records: 3, open: 1 });
    expect((await place.run(['audit', '--text'])).stdout).toMatch(/^CERTIFIED/);
  });

  it('changes nothing', async () => {
    const before = await place.with((other) => other.latestCursor());
    await place.run(['audit']);
    expect(await place.with((other) => other.latestCursor())).toBe(before);
  });

  it('names what has not ended although its bound has passed, and exits with 1', async () => {
    const { code, stdout } = await place.run([
      'audit',
      '--as-of',
      '2099-01-01T00:00:00Z',
      '--text',
    ]);
    expect(code).toBe(ExitCode.UNMET);
    expect(stdout).toContain('never_ended');
  });

  it('will not audit files and a store at once', async () => {
    const { code } = await place.run(['audit', 'a.jsonl', '--store', place.file]);
    expect(code).toBe(ExitCode.USAGE);
  });
});

/** A store that answers as another does, except for what is replaced. */
function lying(store: ExecutionStore, lies: Partial<ExecutionStore>): ExecutionStore {
  return new Proxy(store, {
    get: (target, name: keyof ExecutionStore) => {
      const lie = lies[name];
      if (lie) return lie;
      const truth = target[name];
      return typeof truth === 'function' ? truth.bind(target) : truth;
    },
  });
}

describe('the audit of a store', () => {
  const store = new MemoryStore();
  let id: string;

  beforeAll(async () => {
    const writer = new AgentExecutionTracker({ store });
    for (let n = 0; n < 250; n++) await writer.run(REQUEST, () => 'fine');
    ({ executionId: id } = await writer.run(REQUEST, () => 'fine'));
    await writer.close();
  });

  it('reads every execution, over all pages', async () => {
    expect(await auditStore(store)).toMatchObject({ certified: true, data: { executions: 251 } });
  });

  it('finds a fact that the store has lost', async () => {
    const history: ExecutionStore['history'] = async (scope, one, page) =>
      (await store.history(scope, one, page)).filter(
        ({ executionId, seq }) => executionId !== id || seq !== 3,
      );
    const report = await auditStore(lying(store, { history }));
    expect(report.violations.map(({ code }) => code)).toContain('seq_gap');
  });

  it('finds a record that its history does not tell', async () => {
    const list: ExecutionStore['list'] = async (scope, query) =>
      (await store.list(scope, query)).map((stored) =>
        stored.record.id === id
          ? { ...stored, record: { ...stored.record, threadId: 'another' } }
          : stored,
      );
    const report = await auditStore(lying(store, { list }));
    expect(report.certified).toBe(false);
    expect(report.violations.every(({ executionId }) => executionId === id)).toBe(true);
  });

  it('takes nothing for a violation that was written while it read', async () => {
    const writer = new AgentExecutionTracker({ store });
    const growing = await writer.createExecution({ ...REQUEST, id: 'growing' });
    const list: ExecutionStore['list'] = async (scope, query) => {
      const page = await store.list(scope, query);
      if (query.after === undefined) await writer.updateExecutionState(growing, 'running');
      return page;
    };
    expect(await auditStore(lying(store, { list }))).toMatchObject({ certified: true });
    await writer.completeExecution(growing, { answer: 'fine' });
    await writer.close();
    expect(await store.read(OPERATOR_SCOPE, growing)).toMatchObject({
      record: { state: 'completed' },
    });
  });
});

describe('tracker audit over files', () => {
  it('certifies histories, and names the violations', async () => {
    const { history } = await place.json(['show', await place.ended(() => 'fine'), '--history']);
    const lines = history.map((event: object) => `${JSON.stringify(event)}\n`);
    const [good, bad] = [join(place.folder, 'good.jsonl'), join(place.folder, 'bad.jsonl')];
    writeFileSync(good, lines.join(''));
    writeFileSync(bad, lines.filter((_: string, at: number) => at !== 2).join(''));
    expect(await place.json(['audit', good])).toMatchObject({ certified: true });
    const { code, stdout } = await place.run(['audit', bad, '--text']);
    expect(code).toBe(ExitCode.UNMET);
    expect(stdout).toContain('seq_gap');
    const piped = await place.run(['audit', '-'], { stdin: lines.join('') });
    expect(JSON.parse(piped.stdout)).toMatchObject({ certified: true });
  });

  it('says which file can not be read', async () => {
    const { code, stderr } = await place.run(['audit', join(place.folder, 'none.jsonl')]);
    expect(code).toBe(ExitCode.USAGE);
    expect(stderr).toContain('none.jsonl');
  });
});
