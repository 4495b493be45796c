import ts from 'typescript';
import type { Binding } from './bindings.js';
import { kindOf, TRACKER_CLASS } from './legacy-declarations.js';
import { leaveUnknown, planMembers, trackerModule, type Reading } from './plan-calls.js';
import type { Plan } from './plan.js';
import { insteadOf } from './successor-text.js';
import type { TextEdit } from './text-edits.js';
import { renamedAll, useOf } from './uses.js';

/** The one tracker of a program, as a module exports it. */
export interface OwnTracker {
  /** As this file imports it. */
  readonly specifier: string;
  readonly name: string;
}

const CORE = '@tracker/core';

/**
 * Moves trackers and rewrites what is called on them: all that a file has of it or nothing, since half of it would not
 * run.
 */
export function planTrackers(
  bindings: readonly Binding[],
  reading: Reading,
  { plan, own }: { readonly plan: Plan; readonly own?: OwnTracker | undefined },
): void {
  const tried = plan.fresh();
  for (const binding of bindings) {
    const { name, successor } = binding.legacy;
    if (kindOf(name, successor) === 'class') planClass(binding, reading, tried);
    else planFactory(binding, own, tried);
  }
  planMembers(reading, tried);
  leaveUnknown(reading, tried);
  if (!reading.original) leaveEscapes(reading, tried);
  if (tried.left.length > 0) plan.left.push(...tried.left);
  else plan.add(tried);
}

function planClass(binding: Binding, { original }: Reading, plan: Plan): void {
  const { specifier, legacy, uses } = binding;
  const advice = insteadOf(legacy.successor);
  if (!legacy.module.kept?.includes(legacy.name)) {
    return plan.leave(specifier, 'what takes its place is not the same', advice);
  }
  for (const node of uses) {
    const use = useOf(node);
    if (use.as === 'class') {
      const why = whyNotMade(use.made, original);
      if (why !== undefined) plan.leave(use.made, why, advice);
    } else if (use.as === 'base') plan.leave(node.parent, 'a class is built on it', advice);
    else if (use.as === 'type') {
      if (!original && isHandedIn(node))
        plan.leave(node.parent, 'the tracker comes from other code', advice);
    } else if (!original) plan.leave(node, 'the class is used as a value', advice);
  }
  const uses_ = renamedAll(uses);
  plan.moves.push({ specifier, name: TRACKER_CLASS, from: CORE, uses: uses_, identifiers: uses });
}

function whyNotMade({ arguments: given }: ts.NewExpression, original: boolean): string | undefined {
  const [options, ...more] = given ?? [];
  if (!options) return undefined;
  const isObject = ts.isObjectLiteralExpression(options) && more.length === 0;
  return original && isObject ? undefined : 'its arguments are others now';
}

function isHandedIn(node: ts.Node): boolean {
  const owner = ts.findAncestor(
    node,
    (each) => ts.isParameter(each) || ts.isFunctionLike(each) || ts.isVariableDeclaration(each),
  );
  return owner !== undefined && !ts.isVariableDeclaration(owner);
}

const DECIDED = 'which tracker it hands out is decided while the program runs';

function planFactory(binding: Binding, own: OwnTracker | undefined, plan: Plan): void {
  const { specifier, legacy, uses } = binding;
  const { note = 'Create one tracker and pass it on' } = legacy.successor;
  if (!own) {
    const todo = `${note}; or export one from a module and name it by --tracker`;
    return plan.leave(specifier, DECIDED, todo);
  }
  const edits: ((local: string) => TextEdit)[] = [];
  for (const node of uses) {
    const use = useOf(node);
    if (use.as !== 'callee' || use.call.arguments.length > 0) {
      plan.leave(node.parent, DECIDED, note);
      continue;
    }
    const end = /^shutdown/.test(legacy.name) ? '.close()' : '';
    const whole = end === '' ? waited(use.call) : use.call;
    const from = whole.getStart();
    edits.push((local) => ({ from, to: whole.end, text: `${local}${end}` }));
  }
  plan.moves.push({
    specifier,
    name: own.name,
    from: own.specifier,
    alias: `the${own.name.replace(/^./, (first) => first.toUpperCase())}`,
    uses: (local) => edits.map((edit) => edit(local)),
    identifiers: uses,
  });
}

/** The call, with the `await` that is not needed any more. */
function waited(call: ts.CallExpression): ts.Expression {
  return ts.isAwaitExpression(call.parent) ? call.parent : call;
}

/** Where it is not the same class, a tracker that goes to other files may meet code that expects the old one. */
function leaveEscapes(reading: Reading, plan: Plan): void {
  const look = (node: ts.Node): void => {
    const isHandedOn =
      ts.isExpression(node) && isGiven(node) && trackerModule(node, reading) !== undefined;
    if (isHandedOn) plan.leave(node, 'the tracker is handed to other code', 'Move that code first');
    ts.forEachChild(node, look);
  };
  look(reading.file.source);
}

function isGiven(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return parent.arguments?.includes(node) ?? false;
  }
  if (ts.isVariableDeclaration(parent)) {
    const statement = ts.findAncestor(parent, ts.isVariableStatement);
    return statement?.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
  }
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isExportAssignment(parent) ||
    ts.isTypeAssertionExpression(parent) ||
    ts.isAsExpression(parent)
  );
}
