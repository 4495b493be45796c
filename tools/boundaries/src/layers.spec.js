// @ts-check
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { eslintOf, freshProjectGraph, lintAs, ROOT } from './lint-as.fixture.js';

/**
 * What each package may import, of ours, of ours only when it is needed, and from outside. Written out a second time
 * on purpose.
 * @type {Record<string, { ours: string[], late?: string[], npm: string[] }>}
 */
const MAY_IMPORT = {
  state: { ours: [], npm: ['zod'] },
  core: { ours: ['state'], npm: ['zod'] },
  audit: { ours: ['state'], npm: ['zod'] },
  migrate: { ours: ['state'], npm: ['typescript', 'zod'] },
  compat: { ours: ['core', 'migrate', 'state'], npm: [] },
  adapters: { ours: ['core', 'state'], npm: [] },
  'eslint-plugin': { ours: ['state'], npm: [] },
  client: { ours: ['state'], npm: ['ws', 'zod'] },
  server: { ours: ['client', 'core', 'state'], npm: ['fastify', 'ws', 'zod'] },
  dashboard: { ours: ['audit', 'client', 'state'], npm: ['fastify'] },
  'store-conformance': { ours: ['core', 'state'], npm: [] },
  'store-sqlite': { ours: ['audit', 'core', 'state', 'store-conformance'], npm: [] },
  'store-postgres': { ours: ['audit', 'core', 'state', 'store-conformance'], npm: ['zod'] },
  stores: { ours: ['core', 'state'], late: ['store-postgres', 'store-sqlite'], npm: [] },
  'golden-path': {
    ours: ['audit', 'client', 'compat', 'core', 'server', 'state', 'stores'],
    npm: ['eventsource-parser', 'ws', 'zod'],
  },
  cli: {
    ours: [
      ...['audit', 'client', 'core', 'dashboard'],
      ...['golden-path', 'server', 'state', 'stores'],
    ],
    npm: [],
  },
};
const PACKAGES = Object.keys(MAY_IMPORT).sort();
/** Some declared by packages, one by the root, and two that are there only because others need them. */
const OUTSIDERS = ['eventsource-parser', 'fastify', 'lodash', 'typescript', 'ws', 'xstate', 'zod'];
const RULE = '@nx/enforce-module-boundaries';

/** @param {string} module */
const importing = (module) => `import { thing } from '${module}';\nexport const other = thing;\n`;

/** @param {string} module */
const importingLate = (module) => `export const other = () => import('${module}');\n`;

/** @param {string} name */
function manifest(name) {
  return JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'));
}

before(freshProjectGraph);

test('every package is in the table, carries one layer that the configuration knows, and has its own configuration', async () => {
  const folders = readdirSync(join(ROOT, 'packages')).filter((name) =>
    existsSync(join(ROOT, 'packages', name, 'package.json')),
  );
  assert.deepEqual(folders.sort(), PACKAGES);
  for (const name of PACKAGES) {
    const layers = manifest(name).nx.tags.filter((/** @type {string} */ tag) =>
      tag.startsWith('layer:'),
    );
    const config = await eslintOf(`packages/${name}`).calculateConfigForFile('src/probe.ts');
    const known = config.rules[RULE][1].depConstraints.map(
      (/** @type {{ sourceTag: string }} */ { sourceTag }) => sourceTag,
    );
    assert.equal(layers.length, 1, name);
    assert.ok(known.includes(layers[0]), name);
    assert.ok(existsSync(join(ROOT, 'packages', name, 'eslint.config.mjs')), name);
  }
});

for (const from of PACKAGES) {
  const { ours, late = [], npm } = MAY_IMPORT[from] ?? { ours: [], npm: [] };

  test(`${from} may import ${ours.join(', ') || 'none'} of ours, and no other`, async () => {
    for (const to of PACKAGES.filter((name) => name !== from)) {
      const broken = await lintAs(`packages/${from}`, 'src/probe.ts', importing(`@tracker/${to}`));
      assert.deepEqual(broken, ours.includes(to) ? [] : [RULE], `${from} → ${to}`);
    }
    for (const to of late) {
      const code = importingLate(`@tracker/${to}`);
      assert.deepEqual(await lintAs(`packages/${from}`, 'src/probe.ts', code), [], to);
    }
  });

  test(`${from} may import ${npm.join(', ') || 'nothing'} from outside, and nothing else`, async () => {
    for (const to of OUTSIDERS) {
      const broken = await lintAs(`packages/${from}`, 'src/probe.ts', importing(to));
      assert.deepEqual(broken, npm.includes(to) ? [] : [RULE], `${from} → ${to}`);
    }
  });

  test(`${from} may import fast-check in specs, and still nothing of a layer it may not`, async () => {
    const spec = async (/** @type {string} */ module) =>
      lintAs(`packages/${from}`, 'src/probe.spec.ts', importing(module));
    assert.deepEqual(await spec('fast-check'), []);
    assert.deepEqual(await lintAs(`packages/${from}`, 'src/probe.ts', importing('fast-check')), [
      RULE,
    ]);
    assert.deepEqual(await spec('prettier'), [RULE]);
    if (!['golden-path', 'cli'].includes(from)) {
      assert.deepEqual(await spec('@tracker/golden-path'), [RULE]);
    }
  });

  test(`${from} may not reach into another package by path`, async () => {
    const other = from === 'state' ? 'core' : 'state';
    const code = importing(`../../${other}/src/index.js`);
    assert.deepEqual(await lintAs(`packages/${from}`, 'src/probe.ts', code), [RULE]);
  });
}

for (const room of ['postgres-server', 'source-process']) {
  test(`only specs may import ${room}, in every layer`, async () => {
    const code = importing(`@tracker/${room}`);
    for (const from of PACKAGES) {
      assert.deepEqual(await lintAs(`packages/${from}`, 'src/probe.spec.ts', code), [], from);
      assert.deepEqual(await lintAs(`packages/${from}`, 'src/probe.ts', code), [RULE], from);
    }
  });
}

const NODE = ['no-restricted-imports'];

test('state runs without Node: no built-in module by either name; its specs may use them', async () => {
  for (const name of ['node:fs', 'fs', 'node:fs/promises', 'path', 'node:crypto', 'node:test']) {
    assert.deepEqual(await lintAs('packages/state', 'src/probe.ts', importing(name)), NODE, name);
    assert.deepEqual(
      await lintAs('packages/state', 'src/probe.spec.ts', importing(name)),
      [],
      name,
    );
    assert.deepEqual(await lintAs('packages/core', 'src/probe.ts', importing(name)), [], name);
  }
});

test('the tools may import everything', async () => {
  const all = [...PACKAGES.map((name) => `@tracker/${name}`), 'fast-check'];
  for (const to of all) {
    assert.deepEqual(await lintAs('tools/boundaries', 'src/probe.ts', importing(to)), [], to);
  }
});

test('a manifest must name what is imported and nothing more', async () => {
  const { dependencies, ...rest } = manifest('state');
  const lint = async (/** @type {object} */ changed) =>
    lintAs('packages/state', 'package.json', JSON.stringify(changed));
  assert.deepEqual(await lint({ ...rest, dependencies }), []);
  assert.deepEqual(await lint({ ...rest, dependencies: {} }), ['@nx/dependency-checks']);
  const more = { ...dependencies, lodash: '^4.0.0' };
  assert.deepEqual(await lint({ ...rest, dependencies: more }), ['@nx/dependency-checks']);
});
