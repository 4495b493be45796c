// @ts-check
import { stateWords } from './state-words.js';

/**
 * A syntax node of ESTree or of typescript-eslint.
 * @typedef {{ type: string, parent?: any } & Record<string, any>} Node
 */

/**
 * @typedef {object} Spelling One state that a node spells.
 * @property {string} word the state
 * @property {boolean} exact whether the node's value is that state, letter for letter
 * @property {boolean} derived whether it is read from `ExecutionState`
 */

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSNonNullExpression',
  'TSParenthesizedType',
]);

/**
 * The expression inside casts, `as const` and `satisfies`.
 * @param {Node | null | undefined} node
 * @returns {Node | null | undefined}
 */
export function unwrap(node) {
  return node && WRAPPERS.has(node.type) ? unwrap(node.expression ?? node.typeAnnotation) : node;
}

/**
 * The text of a string literal, of a template without holes, or of a literal type.
 * @param {Node | null | undefined} node
 * @returns {string | undefined}
 */
export function textOf(node) {
  const inner = unwrap(node);
  if (inner?.type === 'TSLiteralType') return textOf(inner.literal);
  if (inner?.type === 'Literal' && typeof inner.value === 'string') return inner.value;
  if (inner?.type === 'TemplateLiteral' && inner.quasis.length === 1) {
    return inner.quasis[0].value.cooked;
  }
  return undefined;
}

/**
 * The name of a property or of a member that is written out, not computed.
 * @param {Node} node
 * @returns {string | undefined}
 */
export function nameOf(node) {
  const key = node.key ?? node.property ?? node.id;
  if (!key) return undefined;
  return key.type === 'Identifier' && !node.computed ? key.name : textOf(key);
}

/**
 * The state that `text` spells, in whatever case.
 * @param {string | undefined} text
 * @returns {Spelling | undefined}
 */
export function spellingOfText(text) {
  const word = text?.toLowerCase();
  if (word === undefined || !stateWords().words.has(word)) return undefined;
  return { word, exact: word === text, derived: false };
}

/**
 * @param {Node} node
 * @returns {Spelling | undefined}
 */
function spellingOfMember(node) {
  if (node.object.type !== 'Identifier' || node.object.name !== 'ExecutionState') return undefined;
  const word = stateWords().states.get(nameOf(node) ?? '');
  return word === undefined ? undefined : { word, exact: true, derived: true };
}

/**
 * The state that a value or a type spells: `'failed'`, `ExecutionState.FAILED`, `z.literal('failed')`.
 * @param {Node | null | undefined} node
 * @returns {Spelling | undefined}
 */
export function spellingOf(node) {
  const inner = unwrap(node);
  if (inner?.type === 'MemberExpression') return spellingOfMember(inner);
  if (inner?.type === 'CallExpression' || inner?.type === 'NewExpression') {
    const made = spellingOfText(textOf(inner.arguments[0]));
    return made && { ...made, exact: false };
  }
  return spellingOfText(textOf(inner));
}
