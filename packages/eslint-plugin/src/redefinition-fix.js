// @ts-check
import { canonicalImport } from './canonical-import.js';
import { nameOf } from './spelling.js';

/** @typedef {import('./spelling.js').Node} Node */
/** @typedef {import('./spelled-states.js').Spelled} Spelled */
/** @typedef {import('./state-words.js').OwnedSet} OwnedSet */
/** @typedef {import('eslint').SourceCode} SourceCode */
/** @typedef {import('eslint').Rule.ReportFixer} ReportFixer */

/**
 * @typedef {object} Copy A definition that repeats one of the owned sets.
 * @property {Node} node
 * @property {Spelled} spelled
 * @property {OwnedSet} set
 * @property {string} canonical the export that says the same
 */

const OWNER = '@tracker/state';
const FROZEN = new Set(['Set', 'freeze', 'enum', 'literal']);

/**
 * The outermost expression that only freezes or casts `node`.
 * @param {Node} node
 * @returns {Node}
 */
function wholeOf(node) {
  const { parent } = node;
  const asConst =
    parent.type === 'TSAsExpression' && parent.typeAnnotation.typeName?.name === 'const';
  const frozen = parent.type === 'CallExpression' && nameOf(parent.callee) === 'freeze';
  return asConst || frozen ? wholeOf(parent) : node;
}

/**
 * Whether the words stand as the original has them, so that nothing but their origin changes.
 * @param {Copy} copy
 */
function isSameInEffect({ node, spelled, set }) {
  const words = spelled.states.map(({ word }) => word);
  const unordered = spelled.form === 'type' || node.parent.callee?.name === 'Set';
  const sameOrder = words.join() === set.words.join();
  return (
    spelled.pure &&
    spelled.states.every(({ exact }) => exact) &&
    words.length === set.words.length &&
    (unordered || sameOrder)
  );
}

/** @param {Node} node an object, an enum or a list */
function hasOriginalKeys(node) {
  const members = node.properties ?? node.body?.members ?? node.members ?? [];
  return members.every((/** @type {Node} */ member) => {
    const value = member.value ?? member.initializer;
    return nameOf(member) === String(value?.value ?? '').toUpperCase();
  });
}

/**
 * The text that stands for the copy: the original where it can't be changed there, else a fresh copy of it.
 * @param {Node} node
 * @param {string} local
 */
function replacement(node, local) {
  const holder = node.parent.callee && (node.parent.callee.name ?? nameOf(node.parent.callee));
  if (wholeOf(node) !== node || FROZEN.has(holder) || node.type === 'TSUnionType') return local;
  return node.type === 'ObjectExpression' ? `{ ...${local} }` : `[...${local}]`;
}

/** @param {Node} node */
function isAskedForMember(node) {
  return node.parent.type === 'MemberExpression' && node.parent.object === node;
}

/**
 * The statement that declares the copy under the very name of the original, if it is one.
 * @param {Copy} copy
 * @returns {{ statement: Node, exported: boolean } | undefined}
 */
function declarationOf({ node, canonical }) {
  const whole = node.type === 'TSEnumDeclaration' ? node : wholeOf(node);
  const named = whole.id ? whole : whole.parent;
  if (named.id?.name !== canonical) return undefined;
  const statement = named.type === 'VariableDeclarator' ? named.parent : named;
  if (statement.declarations && (statement.declarations.length > 1 || statement.kind !== 'const')) {
    return undefined;
  }
  const exported = statement.parent.type === 'ExportNamedDeclaration';
  const outer = exported ? statement.parent : statement;
  return outer.parent.type === 'Program' ? { statement: outer, exported } : undefined;
}

/**
 * @param {Copy} copy
 * @param {SourceCode} sourceCode
 * @returns {ReportFixer | undefined}
 */
function declarationFix(copy, sourceCode) {
  const declared = declarationOf(copy);
  const typeOnly = copy.spelled.form === 'type';
  const wanted = { name: copy.canonical, from: OWNER, typeOnly };
  const added = declared && canonicalImport(sourceCode, wanted, { replaces: true });
  if (!added) return undefined;
  const text = declared.exported ? `export ${typeOnly ? 'type ' : ''}{ ${copy.canonical} };` : '';
  return (fixer) => [
    ...added.fix(fixer),
    fixer.replaceText(/** @type {any} */ (declared.statement), text),
  ];
}

/** @param {Copy} copy */
function isFixable({ node, spelled, canonical }) {
  switch (node.type) {
    case 'TSUnionType':
      return true;
    case 'ArrayExpression':
      return spelled.form === 'list' && !isAskedForMember(node);
    case 'ObjectExpression':
    case 'TSEnumDeclaration':
      return canonical === 'ExecutionState' && hasOriginalKeys(node);
    default:
      return false;
  }
}

/**
 * Replaces a copy by an import of the original, where the program goes on doing the same.
 * @param {Copy} copy
 * @param {SourceCode} sourceCode
 * @returns {ReportFixer | undefined}
 */
export function redefinitionFix(copy, sourceCode) {
  const { node, spelled, canonical } = copy;
  if (!isFixable(copy) || !isSameInEffect(copy)) return undefined;
  const declaration = declarationFix(copy, sourceCode);
  if (declaration || node.type === 'TSEnumDeclaration') return declaration;
  const wanted = { name: canonical, from: OWNER, typeOnly: spelled.form === 'type' };
  const added = canonicalImport(sourceCode, wanted);
  if (!added) return undefined;
  const text = replacement(node, added.local);
  return (fixer) => [
    ...added.fix(fixer),
    fixer.replaceText(/** @type {any} */ (wholeOf(node)), text),
  ];
}

/**
 * Turns `[…terminal states].includes(x)` into a call of the predicate that asks the same.
 * @param {Copy} copy
 * @param {SourceCode} sourceCode
 * @returns {{ predicate: string, fix: ReportFixer } | undefined}
 */
export function predicateFix({ node, set }, sourceCode) {
  const call = node.parent.parent;
  const asks = isAskedForMember(node) && nameOf(node.parent) === 'includes' && call?.arguments?.[0];
  if (!asks || set.kind === 'every') return undefined;
  const predicate = set.kind === 'terminal' ? 'isTerminal' : 'isActive';
  const added = canonicalImport(sourceCode, { name: predicate, from: OWNER, typeOnly: false });
  if (!added) return undefined;
  const text = `${added.local}(${sourceCode.getText(call.arguments[0])})`;
  return {
    predicate,
    fix: (fixer) => [...added.fix(fixer), fixer.replaceText(call, text)],
  };
}
