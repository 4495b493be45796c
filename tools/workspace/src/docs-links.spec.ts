import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchors, codeBlocks, documents, prose, readDocument, tableBelow } from './markdown.js';
import { readJson, repositoryRoot } from './repository.js';

const root = repositoryRoot();
const isFile = (path: string) => existsSync(join(root, path));

/** The links of a document that stay inside the repository, as `[target, anchor]`. */
function innerLinks(file: string): [string, string | undefined][] {
  const links = prose(readDocument(file)).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor] = link.split('#');
      return [path === '' ? file : join(dirname(file), path), anchor];
    });
}

describe('what people are asked to read', () => {
  it.each(documents())('%s links only to what exists', (file) => {
    const broken = innerLinks(file).filter(
      ([target, anchor]) =>
        !isFile(target) ||
        (anchor !== undefined && !anchors(readDocument(target)).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });

  it.each(documents())('%s names only npm scripts that exist', (file) => {
    const scripts = Object.keys(readJson('package.json').scripts);
    const own = join(dirname(file), 'package.json');
    // a package's page may name its own, with the package after -w
    if (isFile(own)) scripts.push(...Object.keys(readJson(own).scripts ?? {}));
    const commands = codeBlocks(file)
      .filter(({ language }) => language === 'bash')
      .flatMap(({ code }) => [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start))/g)])
      .map(([, script, short]) => script ?? short);
    expect(commands.filter((script) => !scripts.includes(script ?? ''))).toEqual([]);
  });

  it('finds a place on the disk for every change that CONTRIBUTING knows', () => {
    const rows = tableBelow(readDocument('CONTRIBUTING.md'), 'Where does my change go');
    const places = rows.flatMap(([, place = '']) => [...place.matchAll(/`([^`]+)`/g)]);
    const paths = places.map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThanOrEqual(rows.length);
    expect(rows.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !isFile(path))).toEqual([]);
  });

  it('lists every decision in the index of the docs', () => {
    const decisions = documents().filter((file) => file.startsWith('docs/adr/'));
    const linked = innerLinks('docs/README.md').map(([target]) => target);
    expect(decisions.filter((file) => !linked.includes(file))).toEqual([]);
  });

  it('numbers the decisions from 1 on, each in its name and its title', () => {
    const decisions = documents().filter((file) => file.startsWith('docs/adr/'));
    decisions.sort().forEach((file, at) => {
      const number = String(at + 1);
      expect(file).toContain(`/${number.padStart(4, '0')}-`);
      expect(readDocument(file)).toMatch(new RegExp(`^# ${number}\\. `));
    });
  });
});
