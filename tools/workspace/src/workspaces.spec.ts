import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publicPackages } from './public-packages.js';
import { readJson, repositoryFiles, repositoryRoot } from './repository.js';

interface Manifest {
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  bin?: Record<string, string>;
}

const manifests = repositoryFiles()
  .filter((path) => /^((packages|tools)\/[^/]+\/)?package\.json$/.test(path))
  .map((path) => ({ folder: dirname(path), manifest: readJson(path) as Manifest }));

/** What a manifest asks npm to install and to link. */
function asks({ dependencies, devDependencies, peerDependencies, bin }: Manifest) {
  const bins = Object.keys(bin ?? {}).sort();
  return { dependencies, devDependencies, peerDependencies, bins };
}

describe('all manifests together', () => {
  it('take each dependency at one version', () => {
    const asked = new Map<string, Set<string>>();
    for (const { manifest } of manifests) {
      const all = { ...manifest.dependencies, ...manifest.devDependencies };
      for (const [name, range] of Object.entries(all)) {
        asked.set(name, (asked.get(name) ?? new Set()).add(range));
      }
    }
    expect([...asked].filter(([, ranges]) => ranges.size > 1)).toEqual([]);
  });

  it('are what the lock file was made from, so that `npm ci` accepts it', () => {
    const locked: Record<string, Manifest> = readJson('package-lock.json').packages;
    const ofLock = manifests.map(({ folder }) => [
      folder,
      asks(locked[folder.replace(/^\.$/, '')] ?? {}),
    ]);
    expect(ofLock).toEqual(manifests.map(({ folder, manifest }) => [folder, asks(manifest)]));
  });

  it('leave the lock file without a host', () => {
    const { packages } = readJson('package-lock.json');
    const resolved = Object.values<{ resolved?: string }>(packages).flatMap(
      (one) => one.resolved ?? [],
    );
    expect(resolved.filter((place) => place.includes('://'))).toEqual([]);
  });

  it('repeat the licence word for word', () => {
    const licence = (folder: string) =>
      readFileSync(join(repositoryRoot(), folder, 'LICENSE'), 'utf8');
    const copies = publicPackages().map(({ folder }) => licence(folder));
    expect(new Set(copies)).toEqual(new Set([licence('.')]));
  });

  it('are never published from tools', () => {
    const tools = manifests.filter(({ folder }) => folder.startsWith('tools/'));
    expect(tools.length).toBeGreaterThan(0);
    expect(tools.filter(({ manifest }) => manifest.private !== true)).toEqual([]);
  });
});
