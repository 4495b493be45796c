// @ts-check
import { stateWords } from './state-words.js';
import { textOf, unwrap } from './spelling.js';

/** @typedef {import('./spelling.js').Node} Node */

/**
 * @typedef {object} NoState Something that is written where a state belongs and is none.
 * @property {Node} node
 * @property {'shape' | 'value' | 'word'} kind whether it could never equal a state, whatever owns the property
 * @property {string} given what it is, for people
 * @property {string} [meant] the state it probably stands for
 * @property {boolean} [caseOnly] whether only the letters' case is wrong
 */

/**
 * Words of the trackers that came before, and the usual near misses.
 * @type {Readonly<Record<string, import('@tracker/state').ExecutionState>>}
 */
const MEANT = {
  initializing: 'starting',
  recovering: 'starting',
  success: 'completed',
  succeeded: 'completed',
  complete: 'completed',
  aborted: 'cancelled',
  canceled: 'cancelled',
  failure: 'failed',
  timed_out: 'timeout',
};

/** @type {Readonly<Record<string, string>>} */
const SHAPES = {
  ObjectExpression: 'an object',
  ArrayExpression: 'a list',
  ArrowFunctionExpression: 'a function',
  FunctionExpression: 'a function',
  ClassExpression: 'a class',
  NewExpression: 'an object',
};

/**
 * @param {Node} node
 * @param {string} text
 * @returns {NoState | undefined}
 */
function wrongWord(node, text) {
  const { words } = stateWords();
  if (words.has(text)) return undefined;
  const lower = text.trim().toLowerCase();
  const caseOnly = words.has(lower);
  return {
    node,
    kind: 'word',
    given: `'${text}'`,
    meant: caseOnly ? lower : MEANT[lower],
    caseOnly,
  };
}

/**
 * @param {Node} node
 * @returns {string | undefined}
 */
function valueOf(node) {
  if (node.type === 'Literal') return node.regex ? 'a pattern' : String(node.raw);
  if (node.type === 'TemplateLiteral') return 'a text put together at run time';
  if (node.type === 'UnaryExpression') return node.operator === '!' ? 'a boolean' : 'a number';
  return node.type === 'Identifier' && node.name === 'undefined' ? 'undefined' : undefined;
}

/**
 * The things in an expression, each branch of a choice by itself, that can't be a state.
 * @param {Node | null | undefined} node
 * @returns {NoState[]}
 */
export function noStates(node) {
  const inner = unwrap(node);
  if (!inner) return [];
  if (inner.type === 'ConditionalExpression') {
    return [...noStates(inner.consequent), ...noStates(inner.alternate)];
  }
  if (inner.type === 'LogicalExpression') return noStates(inner.right);
  const text = textOf(inner);
  const wrong = text === undefined ? undefined : wrongWord(inner, text);
  if (text !== undefined) return wrong ? [wrong] : [];
  const shape = SHAPES[inner.type];
  if (shape) return [{ node: inner, kind: 'shape', given: shape }];
  const value = valueOf(inner);
  return value ? [{ node: inner, kind: 'value', given: value }] : [];
}
