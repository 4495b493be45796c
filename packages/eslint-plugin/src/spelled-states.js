// @ts-check
import { nameOf, spellingOf, spellingOfText, textOf, unwrap } from './spelling.js';

/** @typedef {import('./spelling.js').Node} Node */
/** @typedef {import('./spelling.js').Spelling} Spelling */

/**
 * @typedef {object} Spelled What one definition spells.
 * @property {Spelling[]} states
 * @property {boolean} pure whether it holds nothing but states
 * @property {'list' | 'type' | 'names' | 'table' | 'map'} form a table has states for keys, a map for values
 */

/**
 * @param {(Spelling | undefined)[]} entries
 * @param {Spelled['form']} form
 * @returns {Spelled}
 */
function spelled(entries, form) {
  const states = entries.filter((entry) => entry !== undefined);
  return { states, pure: states.length === entries.length, form };
}

/**
 * `['pending', …]`, `[z.literal('pending'), …]` and, by their first element, `[['pending', 1], …]`.
 * @param {Node} node
 */
export function spelledByArray(node) {
  const pairs = node.elements.some(
    (/** @type {Node | null} */ element) => unwrap(element)?.type === 'ArrayExpression',
  );
  const entries = node.elements.map((/** @type {Node | null} */ element) => {
    const inner = unwrap(element);
    return spellingOf(inner?.type === 'ArrayExpression' ? inner.elements[0] : inner);
  });
  return spelled(entries, pairs ? 'table' : 'list');
}

/**
 * `'pending' | 'running' | …`.
 * @param {Node} node
 */
export function spelledByUnion(node) {
  return spelled(node.types.map(spellingOf), 'type');
}

/**
 * `enum { PENDING, … }`, by the name or by the value of each member.
 * @param {Node} node
 */
export function spelledByEnum(node) {
  const members = node.body?.members ?? node.members;
  const entries = members.map((/** @type {Node} */ member) => {
    const named = spellingOfText(nameOf(member));
    const valued = spellingOf(member.initializer);
    return valued ?? (named && { ...named, exact: false });
  });
  return spelled(entries, 'names');
}

/**
 * `class { static PENDING = …; readonly RUNNING = 'running' }`.
 * @param {Node} node
 */
export function spelledByClass(node) {
  const entries = node.body
    .filter((/** @type {Node} */ member) => member.type === 'PropertyDefinition')
    .map((/** @type {Node} */ member) => {
      const valued = spellingOf(member.value);
      return valued ?? (member.static ? spellingOfText(nameOf(member)) : undefined);
    });
  return spelled(entries, 'names');
}

/**
 * `{ PENDING: 'pending'; … }` as a type.
 * @param {Node} node
 */
export function spelledByTypeMembers(node) {
  const members = node.members ?? node.body;
  return spelled(
    members.map((/** @type {Node} */ member) => spellingOf(member.typeAnnotation?.typeAnnotation)),
    'names',
  );
}

const STATIC_VALUES = new Set(['Literal', 'TemplateLiteral', 'ArrayExpression', 'UnaryExpression']);

/**
 * @typedef {object} Entry
 * @property {Spelling} [key]
 * @property {Spelling} [value]
 */

/**
 * @param {Node} property
 * @returns {Entry}
 */
function spelledByProperty(property) {
  if (property.type !== 'Property' || property.computed) return {};
  const value = spellingOf(property.value);
  const inner = unwrap(property.value);
  const fixed = inner && (STATIC_VALUES.has(inner.type) || inner.type === 'ObjectExpression');
  return { key: fixed || value ? spellingOfText(nameOf(property)) : undefined, value };
}

/** The entries that name a state after itself, as a definition does. */
const SELF_NAMED = 3;

/**
 * `{ PENDING: 'pending', … }`, or a table with states as keys or as values. Values that are computed
 * elsewhere do not count: `{ completed: count(rows) }` defines nothing.
 * @param {Node} node
 * @returns {Spelled}
 */
export function spelledByObject(node) {
  /** @type {Entry[]} */
  const entries = node.properties.map(spelledByProperty);
  const self = entries.map(({ key, value }) => (key?.word === value?.word ? value : undefined));
  if (self.filter(Boolean).length >= SELF_NAMED) return spelled(self, 'names');
  const states = entries.flatMap(({ key, value }) => (value?.derived ? [value] : [key, value]));
  const form = entries.some(({ key }) => key) ? 'table' : 'map';
  return { ...spelled(states, form), pure: false };
}

/**
 * Words in one text: a quoted list as SQL has it, a text that is split, or a pattern's alternatives.
 * @param {Node} node a literal or a template
 * @returns {Spelled}
 */
export function spelledByText(node) {
  const text = node.regex?.pattern ?? node.quasis?.map(quasiText).join('?') ?? node.value;
  if (typeof text !== 'string') return spelled([], 'list');
  const isSplit = node.parent.type === 'MemberExpression' && nameOf(node.parent) === 'split';
  const pattern = isSplit
    ? /\w+/g
    : node.regex
      ? /(?<=[(|^])\w+(?=[)|$])/g
      : /(?<=(['"]))\w+(?=\1)/g;
  const entries = [...text.matchAll(pattern)].map(([word]) => spellingOfText(word));
  return { ...spelled(entries, 'list'), pure: false };
}

/** @param {Node} quasi */
function quasiText(quasi) {
  return quasi.value.cooked ?? '';
}

/**
 * `const PENDING = 'pending'; const STATE_RUNNING = 'running'; …` side by side.
 * @param {Node[]} statements
 * @returns {{ first: Node | undefined, spelled: Spelled }}
 */
export function spelledByConstants(statements) {
  const constants = statements
    .map((statement) => statement.declaration ?? statement)
    .filter((statement) => statement.type === 'VariableDeclaration')
    .flatMap((statement) => /** @type {Node[]} */ (statement.declarations))
    .map((declarator) => ({ declarator, state: spellingOfText(textOf(declarator.init)) }))
    .filter(({ declarator, state }) => {
      return state && declarator.id.name?.toLowerCase().includes(state.word);
    });
  const states = constants.map(({ state }) => state);
  return {
    first: constants[0]?.declarator,
    spelled: { ...spelled(states, 'names'), pure: false },
  };
}

const EQUALITY = new Set(['==', '===', '!=', '!==']);

/**
 * @param {Node} node
 * @param {string} operator
 * @returns {Node[]}
 */
function operands(node, operator) {
  if (node.type !== 'LogicalExpression' || node.operator !== operator) return [node];
  return [...operands(node.left, operator), ...operands(node.right, operator)];
}

/**
 * `state === 'completed' || state === 'failed' || …`, for the subject that is compared most often.
 * @param {Node} node the outermost of the chain
 * @param {(node: Node) => string} textOfNode
 * @returns {Spelled}
 */
export function spelledByCondition(node, textOfNode) {
  /** @type {Map<string, Spelling[]>} */
  const bySubject = new Map();
  for (const { type, operator, left, right } of operands(node, node.operator)) {
    if (type !== 'BinaryExpression' || !EQUALITY.has(operator)) continue;
    const state = spellingOf(right) ?? spellingOf(left);
    const subject = textOfNode(spellingOf(right) ? left : right);
    if (state) bySubject.set(subject, [...(bySubject.get(subject) ?? []), state]);
  }
  const [most = []] = [...bySubject.values()].sort((a, b) => b.length - a.length);
  return spelled(most, 'list');
}
