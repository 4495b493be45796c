import { migrateText } from '@tracker/migrate';
import fc from 'fast-check';
import ts from 'typescript';
import { LEGACY } from './commands.js';
import { IMPORT_REGISTRY } from './import-registry.js';
import { camelCase } from './import-registry-page.js';

const SOURCES = [
  '@tracker/compat',
  ...IMPORT_REGISTRY.flatMap(({ subpath }) => subpath ?? []),
  ...IMPORT_REGISTRY.map(({ python }) => `../${python.replace(/\.py$/, '.js')}`),
  '@tracker/state',
  './own.js',
];
const NAMES = [
  ...new Set(IMPORT_REGISTRY.flatMap(({ names }) => Object.keys(names).map(camelCase))),
].filter((name) => /^\w+$/.test(name));
const MEMBERS = [
  ...new Set(
    IMPORT_REGISTRY.flatMap(({ members }) =>
      Object.keys(members ?? {}).flatMap((name) => [name, camelCase(name)]),
    ),
  ),
];

const pick = (from: readonly string[]) => fc.constantFrom(...from);
const argument = pick([
  "'a'",
  'id',
  '30',
  'null',
  'undefined',
  '{ a: 1 }',
  '{ agentName: id }',
  '`t${id}`',
  '...ids',
  '() => 1',
  "{ answer: 'x' }",
  'ExecutionState.FAILED',
  'ExecutionState.SUCCESS',
]);
const call = fc
  .tuple(
    pick(['tracker', 'this.tracker', 'other', 'getExecutionTracker()']),
    pick(MEMBERS),
    fc.array(argument, { maxLength: 5 }),
  )
  .map(([receiver, member, given]) => `${receiver}.${member}(${given.join(', ')})`);
const nested = fc.tuple(call, call).map(([outer, inner]) => outer.replace(/\('a'/, `(${inner}`));
const statement = fc.oneof(
  call.map((text) => `${text};`),
  nested.map((text) => `const held = ${text};`),
  call.map((text) => `await ${text};`),
  call.map((text) => `return ${text}.toString();`),
  pick(NAMES).map((name) => `use({ ${name} }, ${name}.PENDING, ${name});`),
);
// mostly one from which there is much to migrate
const source = fc.oneof(
  { arbitrary: fc.constant('@tracker/compat'), weight: 3 },
  { arbitrary: pick(SOURCES), weight: 1 },
);
const imports = fc
  .tuple(fc.uniqueArray(pick(NAMES), { minLength: 1, maxLength: 4 }), source, fc.boolean())
  .map(([names, from, isAliased]) => {
    const list = names.map((name, at) => (isAliased && at === 0 ? `${name} as Other` : name));
    return `import { ${list.join(', ')} } from '${from}';`;
  });
const body = fc
  .tuple(fc.boolean(), fc.array(statement, { maxLength: 4 }))
  .map(
    ([isAsync, statements]) =>
      `${isAsync ? 'async ' : ''}function work(this: any, id: string, ids: string[], other: any) {\n${statements
        .filter((text) => isAsync || !text.includes('await'))
        .join('\n')}\n}`,
  );
const module_ = fc
  .tuple(
    fc.array(imports, { minLength: 1, maxLength: 3 }),
    pick(['new ExecutionTracker()', 'new ExecutionTracker({})', 'getExecutionTracker()']),
    fc.array(body, { maxLength: 2 }),
    pick(['\n', '\r\n']),
  )
  .map(([lines, made, bodies, newline]) =>
    [...lines, `const tracker = ${made};`, ...bodies].join('\n').replaceAll('\n', newline),
  );

const own = { specifier: './tracker.js', name: 'tracker' };
const parses = (text: string) =>
  ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext },
  }).diagnostics?.length === 0;

it('migrates whatever it is given once: the second time nothing changes, and a program stays one', () => {
  let changed = 0;
  fc.assert(
    fc.property(module_, fc.boolean(), (text, hasOwn) => {
      const options = { extension: '.ts', legacy: LEGACY, own: hasOwn ? own : undefined };
      const once = migrateText(text, options);
      if (once.text !== text) changed += 1;
      expect(migrateText(once.text, options).text).toBe(once.text);
      expect([once.text, parses(once.text)]).toEqual([once.text, parses(text)]);
    }),
    { numRuns: 150 },
  );
  expect(changed).toBeGreaterThan(20);
}, 120_000);

it('does not throw on text that is no program', () => {
  fc.assert(
    fc.property(fc.string(), imports, (text, line) => {
      const given = `${line}\n${text}`;
      expect(typeof migrateText(given, { extension: '.ts', legacy: LEGACY }).text).toBe('string');
    }),
    { numRuns: 100 },
  );
}, 120_000);
