import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXCEPTIONS_FILE, type Finding } from '@tracker/migrate';
import { EXECUTION_STATES } from '@tracker/state';
import { audit } from './commands.js';

const FIXTURES = join(__dirname, '../fixtures');
const findings = async (name: string) => (await audit(join(FIXTURES, name))).findings;
const places = (found: readonly Finding[]) => found.map(({ file, name }) => `${file} ${name}`);
const ofRule = (found: readonly Finding[], rule: string) =>
  found.filter((each) => each.rule === rule);

describe('in the layout of the trackers that came before, audit finds', () => {
  let found: readonly Finding[];
  beforeAll(async () => {
    found = await findings('legacy-layout');
  });
  const product = () => found.filter(({ isTest }) => !isTest);

  it('exactly the three definitions of state, of six, eight and nine, and a fourth in a test double', () => {
    const sizes = (from: readonly Finding[]) =>
      ofRule(from, 'competing-definition').map(({ file, words = [] }) => [file, words.length]);
    expect(sizes(product())).toEqual([
      ['app/agents/execution_tracking/registry.py', 8],
      ['app/core/agent_execution_tracker.py', 9],
      ['app/core/execution_tracker.py', 6],
    ]);
    expect(sizes(found.filter(({ isTest }) => isTest))).toEqual([
      ['tests/unit/test_agent_execution_core.py', 5],
    ]);
  });

  it('how their members compare with the nine', () => {
    const comparison = (file: string) =>
      found.find((each) => each.file.endsWith(file) && each.comparison)?.comparison;
    expect(comparison('core/agent_execution_tracker.py')).toEqual({
      same: EXECUTION_STATES,
      renamed: [],
      foreign: [],
      missing: [],
    });
    expect(comparison('core/execution_tracker.py')?.missing).toEqual([
      'starting',
      'completing',
      'cancelled',
    ]);
    expect(comparison('registry.py')).toMatchObject({
      renamed: [
        { word: 'INITIALIZING', state: 'starting' },
        { word: 'SUCCESS', state: 'completed' },
        { word: 'ABORTED', state: 'cancelled' },
      ],
      foreign: ['RECOVERING'],
      missing: ['completing', 'dead'],
    });
  });

  it('exactly the three trackers', () => {
    expect(places(ofRule(found, 'competing-tracker'))).toEqual([
      'app/agents/execution_tracking/tracker.py ExecutionTracker',
      'app/core/agent_execution_tracker.py AgentExecutionTracker',
      'app/core/execution_tracker.py ExecutionTracker',
    ]);
  });

  it('the three dictionaries that were passed as states', () => {
    const core = 'app/agents/supervisor/agent_execution_core.py';
    const dictionaries = ofRule(found, 'dictionary-as-state');
    expect(dictionaries.map(({ file, line }) => [file, line])).toEqual([
      [core, 29],
      [core, 37],
      [core, 41],
    ]);
  });

  it('and nothing else', () => {
    expect(found).toHaveLength(3 + 1 + 3 + 3);
  });
});

it('takes no look-alike for a definition, a tracker or a dictionary', async () => {
  const { files, findings: found, skipped } = await audit(join(FIXTURES, 'look-alikes'));
  expect(found).toEqual([]);
  expect(skipped).toEqual([]);
  expect(files).toBeGreaterThanOrEqual(9);
});

it('knows every way to write a definition down', async () => {
  const found = await findings('competing');
  expect(found.map(({ file, name, form }) => `${file} ${name}${form ? `: ${form}` : ''}`)).toEqual([
    'constant.js ExecutionStatus: constant object',
    'constant.js WORDS: constant list',
    'enum.ts TaskState: enum',
    'schema.ts state: schema',
    'schema.ts agentState: schema',
    'states.py RunState: union type',
    'states.py EXECUTION_STATES: constant list',
    'states.py Status: enum',
    'states.py Job: enum',
    'states.py JobStatus: enum',
    'states.py Words: class of constants',
    'states.py update_execution_state',
    'states.py update_execution_state',
    'store.sql execution_state: SQL constraint',
    'store.sql state: SQL constraint',
    'store.ts state: SQL constraint',
    'store.ts JobKeeper',
    'store.ts updateExecutionState',
    'union.ts RunStatus: union type',
  ]);
});

describe('exceptions', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-audit-'));
    writeFileSync(join(folder, 'state.ts'), "type RunState = 'pending' | 'running' | 'failed';\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const grant = (exceptions: unknown) =>
    writeFileSync(join(folder, EXCEPTIONS_FILE), JSON.stringify({ exceptions }));

  it('let a finding stand, with its reason', async () => {
    const why = 'It is the wire format of another system.';
    grant([{ path: 'state.ts', rules: ['competing-definition'], why }]);
    const { findings: found, excepted } = await audit(folder);
    expect(found).toEqual([]);
    expect(excepted).toEqual([{ why, finding: expect.objectContaining({ name: 'RunState' }) }]);
  });

  it('are findings themselves when they except nothing', async () => {
    grant([{ path: 'state.ts', rules: ['competing-tracker'], why: 'It was a tracker once.' }]);
    expect((await audit(folder)).findings.map(({ rule }) => rule)).toEqual([
      'competing-definition',
      'unused-exception',
    ]);
  });

  it.each([
    [[{ path: 'state.ts' }]],
    [[{ path: 'state.ts', why: 'short' }]],
    [[{ path: 'state.ts', why: 'A good reason.', rule: 'competing-definition' }]],
    [[{ path: 'state.ts', why: 'A good reason.', rules: ['no-such-rule'] }]],
    ['all'],
  ])('are refused when they are not what they should be: %j', async (exceptions) => {
    grant(exceptions);
    await expect(audit(folder)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(EXCEPTIONS_FILE),
    });
  });
});

it('does not take the originals for their own copies, by the package they are in', async () => {
  const own = await audit(join(__dirname, '../../state'));
  expect([own.findings, own.files > 10]).toEqual([[], true]);
  const tracker = await audit(join(__dirname, '../../core/src'));
  const names = tracker.findings.filter(({ rule }) => rule === 'competing-tracker');
  // without its package.json a copy of the tracker is one more tracker
  expect(names.map(({ name }) => name)).toEqual(['AgentExecutionTracker']);
});
