// @ts-check
import { documentation } from '../documentation.js';
import { noStates } from '../no-state.js';
import { nameOf, spellingOf } from '../spelling.js';
import { ownerName, stateMember, statesOfCall } from '../state-position.js';
import { stateWords } from '../state-words.js';

/** @typedef {import('../spelling.js').Node} Node */
/** @typedef {import('../no-state.js').NoState} NoState */
/** @typedef {import('eslint').Rule.RuleContext} RuleContext */

/** Whose `state` is taken for an execution's; other things have states too. */
const DEFAULT_OWNERS = '(execution|record|outcome|run)$';
const EQUALITY = new Set(['==', '===', '!=', '!==']);

/**
 * @param {Node} node
 * @param {string} word
 * @param {RuleContext} context
 * @returns {import('eslint').Rule.ReportFixer}
 */
function spell(node, word, context) {
  const [first = ''] = context.sourceCode.getText(/** @type {any} */ (node));
  const quote = /['"`]/.test(first) ? first : "'";
  return (fixer) => fixer.replaceText(/** @type {any} */ (node), `${quote}${word}${quote}`);
}

/**
 * The state that a record carries, when it was passed instead of that state.
 * @param {Node} node
 * @returns {string | undefined}
 */
function carriedState(node) {
  const carriers = (node.properties ?? []).filter(
    (/** @type {Node} */ property) =>
      property.type === 'Property' && ['state', 'status'].includes(nameOf(property) ?? ''),
  );
  const spelling = carriers.length === 1 ? spellingOf(carriers[0].value) : undefined;
  return spelling?.word;
}

/**
 * @param {NoState} wrong
 * @param {RuleContext} context
 */
function report(wrong, context) {
  const { node, given, kind, caseOnly } = wrong;
  const word = wrong.meant ?? carriedState(node);
  const fix = word === undefined ? null : spell(node, word, context);
  context.report({
    node: /** @type {any} */ (node),
    messageId: kind === 'word' ? 'word' : 'shape',
    data: { given, states: [...stateWords().words].join(', ') },
    fix: caseOnly ? fix : null,
    suggest: fix && !caseOnly ? [{ messageId: 'meant', data: { word: word ?? '' }, fix }] : null,
  });
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: documentation(
      'no-object-as-state',
      'Forbid objects, lists, numbers and unknown words where an execution state belongs',
    ),
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { owners: { type: 'string' } },
        additionalProperties: false,
      },
    ],
    messages: {
      shape:
        "{{given}} stands where an execution state belongs. Import `ExecutionState` from '@tracker/state' and name one, as in `ExecutionState.FAILED`; allowed are {{states}}.",
      word: "{{given}} is no execution state. Import `ExecutionState` from '@tracker/state' and name one, as in `ExecutionState.COMPLETED`; allowed are {{states}}.",
      meant: "Say '{{word}}'.",
    },
  },
  create(context) {
    const owners = new RegExp(context.options[0]?.owners ?? DEFAULT_OWNERS, 'i');
    /**
     * @param {Node} member
     * @param {Node | null} compared
     */
    const compare = (member, compared) => {
      const isExecution = owners.test(ownerName(member.object));
      noStates(compared)
        .filter(({ kind, meant }) => isExecution || kind === 'shape' || meant !== undefined)
        .forEach((wrong) => report(wrong, context));
    };
    return {
      CallExpression: (/** @type {Node} */ node) => {
        const given = statesOfCall(node, context.sourceCode).flatMap(noStates);
        given.forEach((wrong) => report(wrong, context));
      },
      BinaryExpression: (/** @type {Node} */ node) => {
        if (!EQUALITY.has(node.operator)) return;
        const [left, right] = [stateMember(node.left), stateMember(node.right)];
        if (left && !right) compare(left, node.right);
        if (right && !left) compare(right, node.left);
      },
      SwitchStatement: (/** @type {Node} */ node) => {
        const member = stateMember(node.discriminant);
        if (member) node.cases.forEach((/** @type {Node} */ { test }) => compare(member, test));
      },
    };
  },
};
