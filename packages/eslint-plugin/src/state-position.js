// @ts-check
import { nameOf, unwrap } from './spelling.js';

/** @typedef {import('./spelling.js').Node} Node */
/** @typedef {import('eslint').SourceCode} SourceCode */

/** Which arguments of a function are states; the questions count only when they come from `@tracker/state`. */
const STATE_ARGUMENTS = new Map([
  ['updateExecutionState', [1]],
  ['update_execution_state', [1]],
]);
const QUESTION_ARGUMENTS = new Map([
  ['canTransition', [0, 1]],
  ['isActive', [0]],
  ['isTerminal', [0]],
  ['legalMoves', [0]],
  ['shortestPath', [0, 1]],
]);
const TRACKER = /tracker$/i;

/**
 * @param {Node} callee
 * @returns {string}
 */
function calleeName(callee) {
  return callee.name ?? (callee.type === 'MemberExpression' ? nameOf(callee) : undefined) ?? '';
}

/**
 * Whether a name comes from `@tracker/state` in this file.
 * @param {Node} identifier
 * @param {SourceCode} sourceCode
 */
function isFromState(identifier, sourceCode) {
  const variable = sourceCode
    .getScope(/** @type {any} */ (identifier))
    .references.find((reference) => reference.identifier === /** @type {unknown} */ (identifier));
  return variable?.resolved?.defs.some(
    ({ type, parent }) =>
      type === 'ImportBinding' && /** @type {any} */ (parent)?.source.value === '@tracker/state',
  );
}

/**
 * The last name before `.state`: `execution` in `this.execution.state`, `getExecution` in `(await getExecution(id)).state`.
 * @param {Node | null | undefined} node
 * @returns {string}
 */
export function ownerName(node) {
  const inner = unwrap(node);
  switch (inner?.type) {
    case 'AwaitExpression':
      return ownerName(inner.argument);
    case 'ChainExpression':
      return ownerName(inner.expression);
    case 'CallExpression':
      return ownerName(inner.callee);
    case 'MemberExpression':
      return inner.property.name ?? '';
    default:
      return inner?.name ?? '';
  }
}

/**
 * The member expression `….state` in `node`, if it is one.
 * @param {Node} node
 * @returns {Node | undefined}
 */
export function stateMember(node) {
  const inner = unwrap(node);
  if (inner?.type === 'ChainExpression') return stateMember(inner.expression);
  return inner?.type === 'MemberExpression' && nameOf(inner) === 'state' ? inner : undefined;
}

/**
 * Whether a call is made on a tracker: `tracker.x()`, `this.#tracker.x()`, `tracker.forUser(id).x()`.
 * @param {Node} callee
 * @returns {boolean}
 */
function isTrackerMethod(callee) {
  if (callee.type !== 'MemberExpression') return false;
  const { object } = callee;
  if (TRACKER.test(ownerName(object))) return true;
  return object.type === 'CallExpression' && isTrackerMethod(object.callee);
}

/**
 * @param {Node} property
 * @returns {(Node | null)[]}
 */
function statesOfProperty(property) {
  if (property.type !== 'Property' || property.shorthand || property.method) return [];
  if (nameOf(property) === 'state') return [property.value];
  const list = nameOf(property) === 'states' ? unwrap(property.value) : undefined;
  return list?.type === 'ArrayExpression' ? list.elements : [];
}

/**
 * The nodes of a call that stand where a state belongs.
 * @param {Node} call
 * @param {SourceCode} sourceCode
 * @returns {Node[]}
 */
export function statesOfCall({ callee, arguments: given }, sourceCode) {
  const name = calleeName(callee);
  const asked = callee.type === 'Identifier' && isFromState(callee, sourceCode);
  const places = STATE_ARGUMENTS.get(name) ?? (asked ? QUESTION_ARGUMENTS.get(name) : undefined);
  const direct = (places ?? []).map((place) => given[place]);
  const options = isTrackerMethod(callee)
    ? given.filter((/** @type {Node} */ { type }) => type === 'ObjectExpression')
    : [];
  const named = options.flatMap((/** @type {Node} */ { properties }) => properties);
  return [...direct, ...named.flatMap(statesOfProperty)].filter((node) => node);
}
