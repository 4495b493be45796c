// @ts-check
import { isCheckedByCompiler, isExpectation, isPickedFromOriginal, titleOf } from '../derived.js';
import { predicateFix, redefinitionFix } from '../redefinition-fix.js';
import { documentation } from '../documentation.js';
import {
  spelledByArray,
  spelledByClass,
  spelledByCondition,
  spelledByConstants,
  spelledByEnum,
  spelledByObject,
  spelledByText,
  spelledByTypeMembers,
  spelledByUnion,
} from '../spelled-states.js';
import { stateWords } from '../state-words.js';

/** @typedef {import('../spelling.js').Node} Node */
/** @typedef {import('../spelled-states.js').Spelled} Spelled */
/** @typedef {import('eslint').Rule.RuleContext} RuleContext */

/** The number of different states that make a definition; two are the two ends of any promise. */
const DEFAULT_THRESHOLD = 3;

const KIND = {
  every: 'every execution state',
  terminal: 'the terminal execution states',
  active: 'the active execution states',
};

/** @param {Spelled} spelled */
function distinct({ states }) {
  return {
    all: new Set(states.map(({ word }) => word)),
    written: new Set(states.filter(({ derived }) => !derived).map(({ word }) => word)),
  };
}

/**
 * The owned set that these are exactly, if any.
 * @param {Set<string>} words
 */
function ownedSet(words) {
  return stateWords().sets.find(
    (set) => set.words.length === words.size && set.words.every((word) => words.has(word)),
  );
}

/**
 * @param {Spelled} spelled
 * @param {import('../state-words.js').OwnedSet} set
 */
function canonicalOf(spelled, set) {
  if (spelled.form === 'type') return set.type;
  return spelled.form === 'names' && set.kind === 'every' ? 'ExecutionState' : set.value;
}

/** @param {RuleContext} context */
function reporter(context) {
  const { sourceCode } = context;
  const threshold = context.options[0]?.threshold ?? DEFAULT_THRESHOLD;
  /** @type {WeakSet<Node>} */
  const reported = new WeakSet();

  /** @param {Node} node */
  const isPartOfReported = (node) => {
    for (let at = node; at; at = at.parent) if (reported.has(at)) return true;
    return false;
  };

  return (/** @type {Node} */ node, /** @type {Spelled} */ spelled) => {
    const { all, written } = distinct(spelled);
    const set = spelled.pure && spelled.form !== 'table' ? ownedSet(all) : undefined;
    if ((!set && written.size < threshold) || isPartOfReported(node)) return;
    reported.add(node);
    const data = { title: titleOf(node), states: [...all].join(', ') };
    if (!set) {
      const { form } = spelled;
      const messageId = form === 'table' || form === 'map' ? form : 'some';
      context.report({ node: /** @type {any} */ (node), messageId, data });
      return;
    }
    const canonical = canonicalOf(spelled, set);
    const copy = { node, spelled, set, canonical };
    const asked = predicateFix(copy, sourceCode);
    context.report({
      node: /** @type {any} */ (node),
      messageId: 'copy',
      data: { ...data, kind: KIND[set.kind], canonical },
      fix: redefinitionFix(copy, sourceCode) ?? null,
      suggest: asked && [{ messageId: 'ask', data: asked, fix: asked.fix }],
    });
  };
}

/** @type {import('eslint').Rule.RuleModule} */
export default {
  meta: {
    type: 'problem',
    docs: documentation(
      'no-state-redefinition',
      'Forbid a second definition of the execution states; derive from @tracker/state',
    ),
    fixable: 'code',
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        properties: { threshold: { type: 'integer', minimum: 2 } },
        additionalProperties: false,
      },
    ],
    messages: {
      copy: "{{title}} repeats {{kind}}. Import `{{canonical}}` from '@tracker/state' instead.",
      some: "{{title}} spells execution states ({{states}}). Only @tracker/state may: import `ExecutionState` from '@tracker/state' and derive, as in `[ExecutionState.FAILED, ExecutionState.TIMEOUT]` or `Extract<ExecutionState, 'failed' | 'timeout'>`.",
      table:
        "{{title}} is a table over execution states ({{states}}) that nothing checks. Import `ExecutionState` from '@tracker/state' and add `satisfies Record<ExecutionState, …>`, or type it so.",
      map: "{{title}} maps to execution states ({{states}}) and nothing checks it. Import `ExecutionState` from '@tracker/state' and add `satisfies Record<…, ExecutionState>`, or type it so.",
      ask: "Ask `{{predicate}}` from '@tracker/state'.",
    },
  },
  create(context) {
    const report = reporter(context);
    const { sourceCode } = context;
    /** @param {Node} node */
    const text = (node) => sourceCode.getText(/** @type {any} */ (node));
    const byMembers = (/** @type {Node} */ node) => report(node, spelledByTypeMembers(node));
    const byText = (/** @type {Node} */ node) => {
      if (!isExpectation(node)) report(node, spelledByText(node));
    };
    return {
      ArrayExpression: (/** @type {Node} */ node) => {
        const spelled = spelledByArray(node);
        const { form } = spelled;
        const exempt = form === 'table' && isCheckedByCompiler(node, form, sourceCode);
        if (!exempt && !isExpectation(node)) report(node, spelled);
      },
      ObjectExpression: (/** @type {Node} */ node) => {
        const spelled = spelledByObject(node);
        const exempt = isCheckedByCompiler(node, spelled.form, sourceCode);
        if (!exempt && !isExpectation(node)) report(node, spelled);
      },
      TSUnionType: (/** @type {Node} */ node) => {
        const spelled = spelledByUnion(node);
        const isSubset = isPickedFromOriginal(node) && !ownedSet(distinct(spelled).all);
        if (!isSubset) report(node, spelled);
      },
      TSEnumDeclaration: (/** @type {Node} */ node) => report(node, spelledByEnum(node)),
      TSInterfaceBody: byMembers,
      TSTypeLiteral: byMembers,
      ClassBody: (/** @type {Node} */ node) => report(node, spelledByClass(node)),
      LogicalExpression: (/** @type {Node} */ node) => {
        if (node.parent.operator !== node.operator) report(node, spelledByCondition(node, text));
      },
      Literal: byText,
      TemplateLiteral: byText,
      Program: ({ body }) => {
        const { first, spelled } = spelledByConstants(body);
        if (first) report(first, spelled);
      },
    };
  },
};
