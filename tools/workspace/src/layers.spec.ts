import { codeBlocks } from './markdown.js';
import { publicPackages } from './public-packages.js';

const shortName = (name: string) => name.replace('@tracker/', '');

const imported = publicPackages()
  .flatMap(({ name, manifest }) =>
    Object.keys(manifest.dependencies ?? {})
      .filter((dependency) => dependency.startsWith('@tracker/'))
      .map((dependency) => `${shortName(name)} → ${shortName(dependency)}`),
  )
  .sort();

/** The arrows of a picture, drawn as `a --> b` or written as `a → b, c`. */
function arrows(code: string): string[] {
  const drawn = [...code.matchAll(/^\s*([\w-]+)(?:\[.*?\])? --> ([\w-]+)/gm)];
  const written = [...code.matchAll(/^([\w-]+) +→ (.+)$/gm)];
  return [...drawn, ...written]
    .flatMap(([, from, to]) => (to ?? '').split(', ').map((one) => `${from} → ${one}`))
    .sort();
}

describe('the pictures of the layers', () => {
  it.each([
    ['README.md', 'mermaid'],
    ['README.md', 'text'],
    ['docs/architecture.md', 'mermaid'],
  ])('show in %s, as %s, exactly what the manifests say', (file, language) => {
    const [picture] = codeBlocks(file).filter((block) => block.language === language);
    expect(arrows(picture?.code ?? '')).toEqual(imported);
  });
});
