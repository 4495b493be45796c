// @ts-check
import { nameOf } from './spelling.js';

/** @typedef {import('./spelling.js').Node} Node */
/** @typedef {import('eslint').SourceCode} SourceCode */

const OWNER = /\b(ExecutionState|TerminalState|ActiveState|EXECUTION_STATES|TRANSITIONS)\b/;
const KEYED_BY_STRING = /\bRecord<\s*string\b|\[\s*\w+\s*:\s*string\s*\]/;
const JSDOC_TYPE = /@(?:type|satisfies)\s*\{(.*)\}/s;

/**
 * @param {string} text
 * @param {import('./spelled-states.js').Spelled['form']} form
 */
function checksStates(text, form) {
  return OWNER.test(text) && (form === 'map' || !KEYED_BY_STRING.test(text));
}

/** @param {Node} node */
function enclosingFunction(node) {
  let at = node.parent;
  while (at && !at.type.includes('Function')) at = at.parent;
  return at;
}

/**
 * The type that the compiler compares the child of `parent` with, if one is written there.
 * `as` is none: it silences the compiler.
 * @param {Node} parent
 * @param {Node} child
 * @returns {Node | undefined}
 */
function expectedType(parent, child) {
  switch (parent.type) {
    case 'TSSatisfiesExpression':
    case 'PropertyDefinition':
      return parent.typeAnnotation;
    case 'VariableDeclarator':
      return parent.id.typeAnnotation;
    case 'AssignmentPattern':
      return parent.left.typeAnnotation;
    case 'CallExpression':
    case 'NewExpression':
      return parent.typeArguments;
    case 'ArrowFunctionExpression':
      return parent.body === child ? parent.returnType : undefined;
    case 'ReturnStatement':
      return enclosingFunction(parent)?.returnType;
    default:
      return undefined;
  }
}

/**
 * The types in JSDoc right before `node` or before the parentheses around it.
 * @param {Node} node
 * @param {SourceCode} sourceCode
 */
function documentedTypes(node, sourceCode) {
  /** @type {any} */
  let first = node;
  while (sourceCode.getTokenBefore(first)?.value === '(') first = sourceCode.getTokenBefore(first);
  return sourceCode
    .getCommentsBefore(first)
    .map((comment) => JSDOC_TYPE.exec(comment.value)?.[1] ?? '');
}

const TRANSPARENT = new Set([
  'ArrayExpression',
  'NewExpression',
  'ObjectExpression',
  'Property',
  'TSAsExpression',
  'VariableDeclarator',
  'VariableDeclaration',
]);

/** @param {Node} parent */
function isTransparent(parent) {
  return (
    TRANSPARENT.has(parent.type) ||
    (parent.type === 'CallExpression' && nameOf(parent.callee) === 'freeze')
  );
}

/**
 * Whether the compiler checks this table against the states, because an annotation, `satisfies` or JSDoc
 * around it names them: then it is derived data, and a missing or unknown state does not compile.
 * @param {Node} node
 * @param {import('./spelled-states.js').Spelled['form']} form
 * @param {SourceCode} sourceCode
 * @returns {boolean}
 */
export function isCheckedByCompiler(node, form, sourceCode) {
  const { parent } = node;
  const type = parent && expectedType(parent, node);
  const documented = documentedTypes(node, sourceCode);
  const written = type ? [sourceCode.getText(/** @type {any} */ (type))] : [];
  if ([...documented, ...written].some((text) => checksStates(text, form))) return true;
  if (!parent || node.type === 'ExportNamedDeclaration') return false;
  const goesOn = isTransparent(parent) || parent.type === 'ExportNamedDeclaration';
  return goesOn && isCheckedByCompiler(parent, form, sourceCode);
}

/**
 * Whether a union picks from the original: `Extract<ExecutionState, 'failed' | 'timeout' | 'dead'>`.
 * @param {Node} node
 */
export function isPickedFromOriginal(node) {
  const [first] = node.parent.params ?? [];
  const picker = node.parent.parent?.typeName?.name;
  return ['Extract', 'Exclude'].includes(picker) && OWNER.test(first?.typeName?.name ?? '');
}

const INSIDE_ASSERTION = new Set([
  'ArrayExpression',
  'ObjectExpression',
  'Property',
  'TSAsExpression',
  'TSSatisfiesExpression',
]);

/**
 * Whether a value is what an assertion expects to observe: `expect(path).toEqual(['pending', …])`.
 * @param {Node} node
 * @returns {boolean}
 */
export function isExpectation(node) {
  const { parent } = node;
  if (INSIDE_ASSERTION.has(parent.type)) return isExpectation(parent);
  if (parent.type !== 'CallExpression' || parent.callee === node) return false;
  let root = parent.callee;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') {
    root = root.object ?? root.callee;
  }
  return root.type === 'Identifier' && ['expect', 'assert'].includes(root.name);
}

/**
 * What a message calls the definition around `node`: its declared name, or "This list".
 * @param {Node} node
 * @returns {string}
 */
export function titleOf(node) {
  for (let at = node; at.parent; at = at.parent) {
    const name =
      at.type === 'Property'
        ? undefined
        : (at.id?.name ?? (at.type === 'PropertyDefinition' ? nameOf(at) : undefined));
    if (name) return `\`${name}\``;
    if (/Function|Statement$/.test(at.type)) break;
  }
  return 'This';
}
