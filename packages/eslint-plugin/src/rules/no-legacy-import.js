// @ts-check
import { documentation } from '../documentation.js';
import { LEGACY_MODULES, LEGACY_NAMES, legacyModule } from '../legacy-modules.js';
import { textOf } from '../spelling.js';

/** @typedef {import('../spelling.js').Node} Node */
/** @typedef {import('../legacy-modules.js').LegacyModule} LegacyModule */
/** @typedef {import('eslint').Rule.RuleContext} RuleContext */

const COMPAT = /^@tracker\/compat(?:\/|$)/;

/**
 * The specifiers by the package that has the same name now; nothing if one of them has none.
 * @param {Node} node
 * @param {LegacyModule} module
 * @returns {Map<string, Node[]> | undefined}
 */
function specifiersByOwner(node, module) {
  /** @type {Map<string, Node[]>} */
  const byOwner = new Map();
  for (const specifier of node.specifiers ?? []) {
    const name = specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local;
    const isNamed = specifier.type === 'ImportSpecifier' || specifier.type === 'ExportSpecifier';
    const owner = isNamed ? module.same?.[name.name] : undefined;
    if (owner === undefined) return undefined;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), specifier]);
  }
  return byOwner.size > 0 ? byOwner : undefined;
}

/**
 * Rewrites a declaration of which every name means the same elsewhere.
 * @param {Node} node
 * @param {LegacyModule} module
 * @param {RuleContext} context
 * @returns {import('eslint').Rule.ReportFixer | null}
 */
function moveTo(node, module, context) {
  const byOwner = specifiersByOwner(node, module);
  if (!byOwner) return null;
  const verb = node.type === 'ImportDeclaration' ? 'import' : 'export';
  const kind = (node.importKind ?? node.exportKind) === 'type' ? ' type' : '';
  const lines = [...byOwner].map(([owner, specifiers]) => {
    const names = specifiers.map((each) => context.sourceCode.getText(/** @type {any} */ (each)));
    return `${verb}${kind} { ${names.join(', ')} } from '${owner}';`;
  });
  return (fixer) => fixer.replaceText(/** @type {any} */ (node), lines.join('\n'));
}

/**
 * @param {RuleContext} context
 */
function checker(context) {
  const { modules = [], names = {}, allowCompat = true } = context.options[0] ?? {};
  const allModules = [...modules, ...LEGACY_MODULES];
  const allNames = new Map(Object.entries({ ...LEGACY_NAMES, ...names }));

  /** @param {Node} node */
  const checkNames = (node) => {
    for (const specifier of node.specifiers ?? []) {
      const { name } = specifier.imported ?? specifier.local;
      const instead = allNames.get(name);
      if (instead) context.report({ node: specifier, messageId: 'name', data: { name, instead } });
    }
  };

  return (/** @type {Node} */ node, /** @type {Node | null | undefined} */ sourceNode) => {
    const source = textOf(sourceNode);
    if (source === undefined || (allowCompat && COMPAT.test(source))) return;
    const module = legacyModule(source, allModules);
    if (!module) {
      checkNames(node);
      return;
    }
    const data = { source, instead: module.instead };
    const fix = moveTo(node, module, context);
    context.report({ node: /** @type {any} */ (node), messageId: 'module', data, fix });
  };
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: documentation(
      'no-legacy-import',
      'Forbid imports of the trackers that came before; name what to import instead',
    ),
    fixable: 'code',
    schema: [
      {
        type: 'object',
        properties: {
          allowCompat: { type: 'boolean' },
          modules: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                path: { type: 'string' },
                instead: { type: 'string' },
                same: { type: 'object', additionalProperties: { type: 'string' } },
              },
              required: ['path', 'instead'],
              additionalProperties: false,
            },
          },
          names: { type: 'object', additionalProperties: { type: 'string' } },
        },
        additionalProperties: false,
      },
    ],
    messages: {
      module: "'{{source}}' is a tracker that came before. Instead, {{instead}}.",
      name: '`{{name}}` belongs to a tracker that came before. Instead, use {{instead}}.',
    },
  },
  create(context) {
    const check = checker(context);
    const declaration = (/** @type {Node} */ node) => check(node, node.source);
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: declaration,
      TSImportType: (/** @type {Node} */ node) => check(node, node.source ?? node.argument),
      TSExternalModuleReference: (/** @type {Node} */ node) => check(node, node.expression),
      "CallExpression[callee.name='require']": (/** @type {Node} */ node) =>
        check(node, node.arguments[0]),
    };
  },
};
