import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_FILE_BYTES, type MigratedFile, type Skipped } from '@tracker/migrate';
import { migrate } from './commands.js';
import { typeErrors } from './compiled.fixture.js';

const FIXTURES = join(__dirname, '../fixtures/migrate');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-migrate-'));
  folders.push(folder);
  return folder;
}

function copy(): string {
  const folder = temporary();
  cpSync(join(FIXTURES, 'before'), folder, { recursive: true });
  return folder;
}

async function run(folder: string, write = true): Promise<readonly (MigratedFile | Skipped)[]> {
  const tracker = { path: join(folder, 'tracker.ts'), name: 'tracker' };
  const all: (MigratedFile | Skipped)[] = [];
  for await (const each of migrate(folder, { write, tracker })) all.push(each);
  return all;
}

const filesOf = (all: readonly (MigratedFile | Skipped)[]) =>
  all.filter((each) => each.kind === 'file');

const content = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

const names = readdirSync(join(FIXTURES, 'before'));
const before = content(join(FIXTURES, 'before'));
const after = content(join(FIXTURES, 'after'));

describe('migrate', () => {
  it('makes of each file what stands beside it', async () => {
    const folder = copy();
    await run(folder);
    expect(content(folder)).toEqual(after);
    expect(names.filter((name) => before[name] !== after[name]).length).toBeGreaterThan(8);
  });

  it('changes nothing the second time, and leaves the same', async () => {
    const folder = copy();
    const first = filesOf(await run(folder));
    const second = filesOf(await run(folder));
    expect(second.filter(({ isChanged }) => isChanged)).toEqual([]);
    const whys = (files: readonly MigratedFile[]) =>
      files.map(({ name, left }) => [name, left.map(({ why, name }) => [name, why])]);
    expect(whys(second)).toEqual(whys(first));
  });

  it('changes no file unless it is told to, and says the same', async () => {
    const folder = copy();
    const looked = filesOf(await run(folder, false));
    expect(content(folder)).toEqual(before);
    expect(Object.fromEntries(looked.map(({ name, text }) => [name, text]))).toMatchObject(
      Object.fromEntries(looked.map(({ name }) => [name, after[name]])),
    );
  });

  it('leaves what it can not prove, each with a place, a reason and something to do', async () => {
    const left = filesOf(await run(copy())).flatMap(({ name, left }) =>
      left.map((each) => ({ file: name, ...each })),
    );
    expect(left.every(({ why, todo }) => why.length > 10 && todo.length > 10)).toBe(true);
    expect(left.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([
      'broken.ts:2 this file',
      "left.ts:1 import * as everything from '@tracker/compat/core/execution-tracker';",
      'left.ts:4 CircuitBreakerOpenError',
      'left.ts:4 TimeoutConfig',
      'left.ts:6 new ExecutionTracker(10, 15)',
      'left.ts:9 tracker.kill_execution',
      "left.ts:10 other.create_execution('a', 'b', 'c')",
      'left.ts:11 Object.values(ExecutionState)',
      'left.ts:11 tracker.executions',
      'left.ts:13 ExecutionTracker',
      'left.ts:14 tracker.create_execution(...[id])',
      'left.ts:15 tracker.start_execution(id)',
      'left.ts:16 tracker.update_execution_state(id, { success: true })',
      'left.ts:17 getExecutionTracker',
      "required.cjs:1 require('@tracker/compat')",
    ]);
  });

  it('adds no comment', async () => {
    const comments = (text = '') => text.match(/\/[/*]/g)?.length ?? 0;
    for (const name of names)
      expect([name, comments(after[name])]).toEqual([name, comments(before[name])]);
  });
});

describe('the compiler', () => {
  const whole = names.filter((name) => !/^(?:broken|left|required|component)/.test(name));
  // in this package, so that the imports lead to the packages as they are
  const modules = (texts: Readonly<Record<string, string>>) =>
    whole.map((name) => ({ path: join(__dirname, name), text: texts[name] ?? '' }));

  it('accepts what was rewritten, against the real packages', () => {
    expect(whole.length).toBeGreaterThan(8);
    expect(typeErrors(modules(after))).toEqual([]);
  }, 60_000);

  it('would notice what was not', () => {
    const complaints = typeErrors(modules(before)).join('\n');
    for (const name of ['positional.ts', 'runner.ts', 'states.ts', 'factory.ts'])
      expect(complaints).toContain(name);
  }, 60_000);
});

describe('files', () => {
  const LEGACY_TEXT =
    "import { ExecutionState } from '@tracker/compat';\nexport { ExecutionState };\n";

  it('are not touched where tools and others keep theirs', async () => {
    const folder = temporary();
    const places = ['node_modules/a', 'dist', '.git', 'a/node_modules', 'a/build', '.cache/b'];
    for (const place of places) {
      mkdirSync(join(folder, place), { recursive: true });
      writeFileSync(join(folder, place, 'code.ts'), LEGACY_TEXT);
    }
    writeFileSync(join(folder, 'a/code.ts'), LEGACY_TEXT);
    const told = await run(folder);
    expect(told.map(({ name }) => name)).toEqual(['a/code.ts']);
    for (const place of places)
      expect(readFileSync(join(folder, place, 'code.ts'), 'utf8')).toBe(LEGACY_TEXT);
  });

  it('are told when they are links, too large or no text', async () => {
    const folder = temporary();
    const outside = temporary();
    writeFileSync(join(outside, 'code.ts'), LEGACY_TEXT);
    symlinkSync(join(outside, 'code.ts'), join(folder, 'link.ts'));
    symlinkSync(outside, join(folder, 'linked-folder'));
    symlinkSync(folder, join(folder, 'loop'));
    writeFileSync(join(folder, 'large.ts'), LEGACY_TEXT + ' '.repeat(MAX_FILE_BYTES));
    writeFileSync(join(folder, 'latin1.ts'), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a]));
    writeFileSync(join(folder, 'binary.ts'), 'a\0b');
    const told = await run(folder);
    expect(told.map(({ kind, name }) => [kind, name])).toEqual([
      ['skipped', 'binary.ts'],
      ['skipped', 'large.ts'],
      ['skipped', 'latin1.ts'],
      ['skipped', 'link.ts'],
    ]);
    expect(readFileSync(join(outside, 'code.ts'), 'utf8')).toBe(LEGACY_TEXT);
  });

  it('keep their permissions, their byte order mark and nothing beside them', async () => {
    const folder = temporary();
    const path = join(folder, 'tool.ts');
    writeFileSync(path, `\uFEFF${LEGACY_TEXT}`);
    chmodSync(path, 0o750);
    await run(folder);
    expect(statSync(path).mode & 0o777).toBe(0o750);
    expect(readFileSync(path, 'utf8')).toBe(
      "\uFEFFimport { ExecutionState } from '@tracker/state';\nexport { ExecutionState };\n",
    );
    expect(readdirSync(folder)).toEqual(['tool.ts']);
  });
});
