import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEPRECATIONS } from './deprecations.js';
import { install, runProgram, type Said } from './installed.fixture.js';

let folder = '';
beforeAll(() => {
  folder = install();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Options = Parameters<typeof runProgram>[2];
const run = (name: string, text: string, options?: Options): Promise<Said> =>
  runProgram(join(folder, name), text, options);

const warnings = ({ stderr }: Said) =>
  stderr.split('\n').filter((line) => /DeprecationWarning/.test(line));

const PRELUDE = "import { getExecutionTracker, getAgentStateTracker } from '@tracker/compat';\n";
// Node emits a warning when the present turn is over
const END = 'setImmediate(() => process.exit(0));';
const IMPORT = "import { AgentExecutionTracker } from '@tracker/core'";

describe('a deprecated function', () => {
  it('warns with its code, the place of the call and the import to write instead', async () => {
    const said = await run('once.mjs', `${PRELUDE}getExecutionTracker();\n${END}`);
    expect(said.code).toBe(0);
    const [warning = '', ...more] = warnings(said);
    expect(more).toEqual([]);
    expect(warning).toContain('[TRACKER_DEP001] DeprecationWarning: getExecutionTracker()');
    expect(warning).toContain('/once.mjs:2:1');
    expect(warning).toContain(IMPORT);
  });

  it('warns once for each place it is called from, and for each function', async () => {
    const said = await run(
      'places.mjs',
      `${PRELUDE}for (let i = 0; i < 5; i += 1) getExecutionTracker();
       getExecutionTracker(); getExecutionTracker();
       getAgentStateTracker();
       ${END}`,
    );
    const lines = warnings(said);
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.includes('TRACKER_DEP002'))).toHaveLength(1);
  });

  it('remembers at most 1 000 places, and then warns once more for each code', async () => {
    const said = await run(
      'many.mjs',
      `import { writeFileSync } from 'node:fs';
       ${PRELUDE}let count = 0;
       process.on('warning', () => { count += 1; });
       const places = (name) =>
         new Function(name, Array.from({ length: 600 }, () => name + '();').join('\\n'));
       const first = places('getExecutionTracker');
       const other = places('getAgentStateTracker');
       for (let i = 0; i < 3; i += 1) { first(getExecutionTracker); other(getAgentStateTracker); }
       new Function('f', '\\nf(); f();')(getExecutionTracker);
       setImmediate(() => { process.stdout.write(String(count)); process.exit(0); });`,
      { env: { NODE_NO_WARNINGS: '1' } },
    );
    expect(said.stdout).toBe('1002');
  });

  it('tells the place in a program without stacks, or with stacks of its own kind, not at all', async () => {
    for (const line of ['Error.stackTraceLimit = 0;', 'Error.prepareStackTrace = () => ({});']) {
      const said = await run(
        'stackless.mjs',
        `${PRELUDE}${line}\ngetExecutionTracker();\ngetExecutionTracker();\n${END}`,
      );
      expect(said.code).toBe(0);
      expect(warnings(said)).toHaveLength(1);
      expect(warnings(said)[0]).toContain('getExecutionTracker() is deprecated. Instead:');
    }
  });
});

describe('the switches of Node', () => {
  const CALL = `${PRELUDE}getExecutionTracker();\n${END}`;

  it.each<[string, Options]>([
    ['--no-deprecation', { flags: ['--no-deprecation'] }],
    ['--no-warnings', { flags: ['--no-warnings'] }],
    ['NODE_NO_WARNINGS', { env: { NODE_NO_WARNINGS: '1' } }],
    ['NODE_OPTIONS', { env: { NODE_OPTIONS: '--no-deprecation' } }],
  ])('%s silences', async (_, options) => {
    expect(await run('silent.mjs', CALL, options)).toMatchObject({ code: 0, stderr: '' });
  });

  it('process.noDeprecation silences while it is set, and forgets nothing', async () => {
    const text = `${PRELUDE}const call = () => getExecutionTracker();
      process.noDeprecation = true;
      call();
      setImmediate(() => { process.noDeprecation = false; call(); ${END} });`;
    expect(warnings(await run('later.mjs', text))).toHaveLength(1);
  });

  it('--throw-deprecation throws', async () => {
    const said = await run('throws.mjs', CALL, { flags: ['--throw-deprecation'] });
    expect(said.code).toBe(1);
    expect(said.stderr).toContain("code: 'TRACKER_DEP001'");
  });

  it('--trace-deprecation shows the stack, from the call on', async () => {
    const said = await run('trace.mjs', CALL, { flags: ['--trace-deprecation'] });
    expect(said.stderr).toMatch(/DeprecationWarning: .*\n\s+at file:.*\/trace\.mjs:2:1/);
  });
});

const MODULES = Object.entries(DEPRECATIONS)
  .filter(([, { name }]) => name.startsWith('@tracker/compat/'))
  .map(([code, { name, canonical }]) => ({ code, name, canonical }));

describe.each(MODULES)('the legacy module $name', ({ code, name, canonical }) => {
  it('warns once when it is imported', async () => {
    const text = `import '${name}';\nawait import('${name}');\n${END}`;
    const lines = warnings(await run('imports.mjs', text));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`[${code}] DeprecationWarning: ${name} is deprecated. Instead:`);
    expect(lines[0]).toContain(canonical);
  });

  it('names the place where it is required', async () => {
    const text = `const one = 1;\nrequire('${name}');\nrequire('${name}');\n${END}`;
    const lines = warnings(await run('requires.cjs', text));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/is deprecated \(at .*\/requires\.cjs:2:1\)/);
  });
});

it('the package itself warns of nothing', async () => {
  const text = `import { ExecutionTracker } from '@tracker/compat';\nnew ExecutionTracker();\n${END}`;
  expect(await run('quiet.mjs', text)).toMatchObject({ code: 0, stderr: '' });
});
