import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AgentExecutionTracker } from '@tracker/core';
import { typeErrors } from './compiled.fixture.js';
import { DEPRECATIONS } from './deprecations.js';
import { IMPORT_REGISTRY } from './import-registry.js';
import { camelCase, importRegistryPage } from './import-registry-page.js';
import type { Successor } from './successor.js';

const read = (path: string) => readFileSync(join(__dirname, '..', path), 'utf8');
const modules = IMPORT_REGISTRY.map((module) => ({ ...module }));
const allNames = modules.flatMap(({ names }) => Object.values(names));
const allMembers = modules.flatMap(({ members }) => Object.values(members ?? {}));

/** What the compiler says of a module on no disk that lies in this package. */
const complaints = (text: string) =>
  typeErrors([{ path: join(__dirname, 'canonical-imports.mts'), text }]);

// Whoever sees this fail runs `npx nx run compat:docs`.
it('is documented as it is', () => {
  // the page on disk is formatted, which changes nothing but blanks and rules
  const bare = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
  expect(bare(read('../../docs/SSOT_IMPORT_REGISTRY.md'))).toBe(bare(importRegistryPage()));
});

describe('the compiler', () => {
  const lines = (successors: readonly Successor[]) =>
    successors.flatMap(({ name, from }) =>
      from ? [`import type { ${name} } from '${from}';`] : [],
    );
  const separate = (imports: readonly string[]) =>
    [...new Set(imports)]
      .map((line, at) => line.replace(/\{ (\w+) \}/, `{ $1 as T${at} }`))
      .join('\n');

  it('knows every canonical import', () => {
    expect(complaints(separate(lines([...allNames, ...allMembers])))).toEqual([]);
  }, 60_000);

  it('finds what is said to be importable still', () => {
    const kept = modules.flatMap(({ subpath, kept = [], views = [] }) =>
      [...kept, ...views].map((name) => `import type { ${camelCase(name)} } from '${subpath}';`),
    );
    expect(kept.length).toBeGreaterThan(15);
    expect(complaints(separate(kept))).toEqual([]);
  }, 60_000);

  it('would notice one that does not exist', () => {
    const text = separate(lines([{ name: 'ExecutionTracker', from: '@tracker/core' }]));
    expect(complaints(text)).toEqual([expect.stringContaining("'ExecutionTracker'")]);
  }, 60_000);
});

it('names only members that the tracker has', () => {
  const members = allMembers.flatMap(({ name, from }) => (name && !from ? [name] : []));
  expect(members.length).toBeGreaterThan(50);
  expect(members.filter((name) => !(name in AgentExecutionTracker.prototype))).toEqual([]);
});

it('says why, where nothing takes the place', () => {
  const silent = [...allNames, ...allMembers].filter(({ name, note }) => !name && !note);
  expect(silent).toEqual([]);
});

it('has each legacy path once', () => {
  expect(new Set(modules.map(({ python }) => python)).size).toBe(modules.length);
});

it('has a row for every module that warns, which is every module one can still import', () => {
  const warning = Object.values(DEPRECATIONS)
    .map(({ name }) => name)
    .filter((name) => name.includes('/'));
  const listed = modules.flatMap(({ subpath }) => subpath ?? []);
  const exported = Object.keys(JSON.parse(read('package.json')).exports)
    .filter((path) => !['.', './commands', './package.json'].includes(path))
    .map((path) => `@tracker/compat${path.slice(1)}`);
  expect([...listed].sort()).toEqual([...warning].sort());
  expect([...exported].sort()).toEqual([...warning].sort());
});

it('gives each deprecation a code of its own and a canonical import that it spells out', () => {
  const all = Object.entries(DEPRECATIONS);
  expect(all.map(([code]) => code)).toEqual(
    all.map((_, at) => `TRACKER_DEP${String(at + 1).padStart(3, '0')}`),
  );
  expect(new Set(all.map(([, { name }]) => name)).size).toBe(all.length);
  for (const [, { canonical }] of all)
    expect(canonical).toMatch(/^import \{ \w+ \} from '@tracker\//);
});
