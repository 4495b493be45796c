// @ts-check

/**
 * One way a stranger uses the packages: the file they write, and what they run on it.
 * @typedef {object} Use
 * @property {string} as
 * @property {string} file
 * @property {string} text
 * @property {string[]} command
 */

const TSC = ['tsc', '--noEmit', '--strict', '--target', 'es2022', '--types', 'node'];
const NODENEXT = [...TSC, '--module', 'nodenext'];
const BUNDLER = [...TSC, '--module', 'esnext', '--moduleResolution', 'bundler'];

/**
 * Every way to use what the specifiers name. Whatever fails says which of them it was.
 * @param {readonly string[]} specifiers
 * @returns {Use[]}
 */
export function usesOf(specifiers) {
  const importing = specifiers.map((name) => `sees('${name}', await ${dynamicImport(name)});`);
  const requiring = specifiers.map((name) => `sees('${name}', require('${name}'));`);
  const types = specifiers
    .filter((name) => !isJson(name))
    .map(
      (name, index) =>
        `import * as m${index} from '${name}';\nexport const n${index}: object = m${index};`,
    );
  return [
    use('an ES module', 'use.mjs', [SEES, ...importing], ['node']),
    use('CommonJS', 'use.cjs', [SEES, ...requiring], ['node']),
    use('TypeScript (nodenext, ES module)', 'use.mts', types, NODENEXT),
    use('TypeScript (nodenext, CommonJS)', 'use.cts', types, NODENEXT),
    use('TypeScript (bundler)', 'use.ts', types, BUNDLER),
  ];
}

/** @param {string} name */
function dynamicImport(name) {
  return isJson(name) ? `import('${name}', { with: { type: 'json' } })` : `import('${name}')`;
}

/** @param {string} name */
function isJson(name) {
  return name.endsWith('.json');
}

const SEES = `const sees = (name, exported) => {
  if (Object.keys(exported).length === 0) throw new Error(name + ' exports nothing');
};`;

/** @type {(as: string, file: string, lines: readonly string[], command: string[]) => Use} */
function use(as, file, lines, command) {
  return { as, file, text: `${lines.join('\n')}\n`, command: [...command, file] };
}
