import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicPackages } from './public-packages.js';
import { readJson, repositoryRoot } from './repository.js';

const root = readJson('package.json');
const packages = publicPackages();
const versionOf = new Map<string, string>(
  packages.map(({ name, manifest }) => [name, manifest.version]),
);
const isFile = (path: string) => existsSync(join(repositoryRoot(), path));

/** Every file an exports map points at. */
function targets(entry: unknown): string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(targets);
}

describe.each(packages)('$name', ({ folder, manifest }) => {
  const exported = Object.entries<object | string>(manifest.exports);
  const modules = exported.filter(([subpath]) => !subpath.endsWith('.json'));
  const data = exported.filter(([subpath]) => subpath.endsWith('.json'));

  it('lists its exports, and its own manifest among them', () => {
    expect(modules.length).toBeGreaterThan(0);
    expect(manifest.exports['./package.json']).toBe('./package.json');
  });

  it('exports files that exist, and one of source for each module', () => {
    const written = targets(manifest.exports).filter((path) => !path.startsWith('./dist/'));
    expect(written.filter((path) => !isFile(join(folder, path)))).toEqual([]);
    expect(written).toHaveLength(modules.length + data.length);
  });

  it('puts source first, types second and the default last, so that each reader finds its own', () => {
    for (const [, entry] of modules) {
      const plain = manifest.main.startsWith('./src/');
      const conditions = plain ? ['types', 'default'] : ['@tracker/source', 'types', 'default'];
      expect(Object.keys(entry)).toEqual(conditions);
    }
  });

  it('ships no spec and no build record', () => {
    expect(manifest.files).toContain('src');
    expect(manifest.files.some((pattern: string) => /^!.*spec/.test(pattern))).toBe(true);
  });

  it('has a README and a licence beside its manifest', () => {
    expect(isFile(`${folder}/README.md`)).toBe(true);
    expect(isFile(`${folder}/LICENSE`)).toBe(true);
  });

  it('agrees with the repository on version, licence, engines and module type', () => {
    const { version, license, engines, type, publishConfig } = manifest;
    expect({ license, engines, type }).toEqual({
      license: root.license,
      engines: root.engines,
      type: root.type,
    });
    expect(version).toBe(packages[0]?.manifest.version);
    expect(publishConfig).toEqual({ access: 'public' });
    expect(manifest.description).toMatch(/\.$/);
  });

  it('carries exactly one layer', () => {
    const layers = manifest.nx.tags.filter((tag: string) => tag.startsWith('layer:'));
    expect(layers).toHaveLength(1);
  });

  it('asks for its siblings at exactly their version', () => {
    const asked = { ...manifest.dependencies, ...manifest.peerDependencies };
    const siblings = Object.entries(asked).filter(([name]) => name.startsWith('@tracker/'));
    expect(siblings).toEqual(siblings.map(([name]) => [name, versionOf.get(name)]));
  });
});

describe('commands', () => {
  const bins = packages.flatMap(({ folder, manifest }) =>
    Object.entries<string>(manifest.bin ?? {}).map(([bin, path]) => ({ folder, bin, path })),
  );

  it.each(bins)('$bin has a source that says what runs it', ({ folder, path }) => {
    // one that is not compiled is its own source
    const source = path.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts');
    const text = readFileSync(join(repositoryRoot(), folder, source), 'utf8');
    expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('are one in the golden path, which `npm start` runs', () => {
    expect(bins.filter(({ folder }) => folder === 'packages/golden-path')).toHaveLength(1);
  });
});
