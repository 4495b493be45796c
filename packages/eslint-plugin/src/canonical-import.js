// @ts-check
/** @typedef {import('./spelling.js').Node} Node */
/** @typedef {import('eslint').SourceCode} SourceCode */
/** @typedef {import('eslint').Rule.RuleFixer} Fixer */
/** @typedef {import('eslint').Rule.Fix} Fix */

/**
 * @typedef {object} Wanted An import that a fix needs.
 * @property {string} name
 * @property {string} from
 * @property {boolean} typeOnly whether a type import is enough
 */

/**
 * @typedef {object} Import
 * @property {string} local the name to use in this file
 * @property {(fixer: Fixer) => Fix[]} fix adds what is missing; adds nothing when it is there
 */

/**
 * @param {SourceCode} sourceCode
 * @returns {Node[]}
 */
function importsOf(sourceCode) {
  const body = /** @type {Node[]} */ (/** @type {unknown} */ (sourceCode.ast.body));
  return body.filter((node) => node.type === 'ImportDeclaration');
}

/**
 * @param {Node[]} imports
 * @param {Wanted} wanted
 * @returns {string | undefined} the local name under which `wanted` is already imported
 */
function importedAs(imports, { name, from, typeOnly }) {
  const usable = imports.filter(
    (node) => node.source.value === from && (typeOnly || node.importKind !== 'type'),
  );
  return usable
    .flatMap((node) => node.specifiers)
    .find(
      (specifier) =>
        specifier.imported?.name === name && (typeOnly || specifier.importKind !== 'type'),
    )?.local.name;
}

/**
 * @param {Node[]} imports
 * @param {Wanted} wanted
 */
function extendable(imports, { from, typeOnly }) {
  return imports.find(
    (node) =>
      node.source.value === from &&
      (node.importKind === 'type') === typeOnly &&
      node.specifiers.at(-1)?.type === 'ImportSpecifier',
  );
}

/**
 * @param {SourceCode} sourceCode
 * @param {Wanted} wanted
 * @param {Fixer} fixer
 */
function insertImport(sourceCode, { name, from, typeOnly }, fixer) {
  const line = `import ${typeOnly ? 'type ' : ''}{ ${name} } from '${from}';\n`;
  const last = importsOf(sourceCode).at(-1);
  if (last) return fixer.insertTextAfter(/** @type {any} */ (last), `\n${line.trimEnd()}`);
  const [token] = sourceCode.ast.tokens;
  const comment = sourceCode.getAllComments().find(({ type }) => String(type) !== 'Shebang');
  const starts = [token, comment].map((first) => first?.range?.[0] ?? Infinity);
  const start = Math.min(...starts, sourceCode.text.length);
  return fixer.insertTextBeforeRange([start, start], line);
}

/** @param {SourceCode} sourceCode */
function moduleScope(sourceCode) {
  return sourceCode.scopeManager?.scopes.find((scope) => scope.type === 'module');
}

/**
 * @param {string} name
 * @param {SourceCode} sourceCode
 */
function declarationsOf(name, sourceCode) {
  const scopes = sourceCode.scopeManager?.scopes ?? [];
  const definitions = scopes.flatMap((scope) => scope.set.get(name)?.defs ?? []);
  return new Set(definitions.map(({ node }) => node));
}

/**
 * How to import `wanted`, or nothing where that can't be done safely: in a script, or where its name is
 * already taken by something else anywhere in the file.
 * @param {SourceCode} sourceCode
 * @param {Wanted} wanted
 * @param {{ replaces?: boolean }} [options] `replaces`: the one other thing of that name goes away
 * @returns {Import | undefined}
 */
export function canonicalImport(sourceCode, wanted, { replaces = false } = {}) {
  if (!moduleScope(sourceCode)) return undefined;
  const imports = importsOf(sourceCode);
  const already = importedAs(imports, wanted);
  if (already) return { local: already, fix: () => [] };
  if (declarationsOf(wanted.name, sourceCode).size > (replaces ? 1 : 0)) return undefined;
  const fix = (/** @type {Fixer} */ fixer) => {
    const present = extendable(imports, wanted);
    const last = present?.specifiers.at(-1);
    return last
      ? [fixer.insertTextAfter(last, `, ${wanted.name}`)]
      : [insertImport(sourceCode, wanted, fixer)];
  };
  return { local: wanted.name, fix };
}
