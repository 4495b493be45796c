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
    { as: 'an ES module', file: 'use.mjs', lines: [SEES, ...importing], run: ['node'] },
    { as: 'CommonJS', file: 'use.cjs', lines: [SEES, ...requiring], run: ['node'] },
    { as: 'TypeScript (nodenext, ES module)', file: 'use.mts', lines: types, run: NODENEXT },
    { as: 'TypeScript (nodenext, CommonJS)', file: 'use.cts', lines: types, run: NODENEXT },
    { as: 'TypeScript (bundler)', file: 'use.ts', lines: types, run: BUNDLER },
  ].map(({ as, file, lines, run }) => ({
    as,
    file,
    text: `${lines.join('\n')}\n`,
    command: [...run, file],
  }));
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
