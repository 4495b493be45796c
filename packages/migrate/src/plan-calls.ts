import ts from 'typescript';
import { awaitCall, isDropped } from './awaiting.js';
import { visit } from './bindings.js';
import { areCanonical, changeArguments } from './call-arguments.js';
import { markedModule, TRACKER_CLASS } from './legacy-declarations.js';
import {
  camelCase,
  type CallShape,
  type Legacy,
  type LegacyModule,
  type Successor,
} from './legacy.js';
import type { OneFile } from './one-file-program.js';
import type { Plan } from './plan.js';
import { insteadOf } from './successor-text.js';

/** What a file is read with. */
export interface Reading {
  readonly file: OneFile;
  readonly legacy: Legacy;
  /** Whether every tracker in the file comes from where the originals hide behind the old names. */
  readonly original: boolean;
}

interface Member {
  readonly legacy: string;
  readonly successor: Successor;
  readonly shape?: CallShape;
}

/** The legacy module that the tracker in `node` is of, if it is known to be one. */
export function trackerModule(node: ts.Node, { file, legacy }: Reading): LegacyModule | undefined {
  const type = file.checker.getNonNullableType(file.checker.getTypeAtLocation(node));
  return markedModule(type.symbol?.name ?? '', legacy);
}

function memberOf(name: string, module: LegacyModule, legacy: Legacy): Member | undefined {
  // later versions of the others were built on the one of nine states
  const base = legacy.modules.find(({ names }) => TRACKER_CLASS in names);
  for (const { members, python } of [module, ...(base ? [base] : [])]) {
    const found = Object.entries(members ?? {}).find(
      ([each]) => each === name || camelCase(each) === name,
    );
    if (!found) continue;
    const { calls } = legacy.calls.find((each) => each.module === python) ?? {};
    const shape = calls?.[found[0]];
    return { legacy: found[0], successor: found[1], ...(shape && { shape }) };
  }
  return undefined;
}

/** Rewrites each use of a tracker's members, or leaves it with its reason. */
export function planMembers(reading: Reading, plan: Plan): void {
  visit(reading.file.source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
      const isTracker = node.initializer && trackerModule(node.initializer, reading);
      if (isTracker) plan.leave(node, 'it takes the tracker apart', 'Call its members by name');
    }
    if (ts.isElementAccessExpression(node) && trackerModule(node.expression, reading)) {
      plan.leave(node, 'which member is meant is decided at run time', 'Call it by its name');
    }
    if (ts.isPropertyAccessExpression(node)) planAccess(node, reading, plan);
  });
}

function planAccess(access: ts.PropertyAccessExpression, reading: Reading, plan: Plan): void {
  const module = trackerModule(access.expression, reading);
  if (!module) return;
  const name = access.name.text;
  const member = memberOf(name, module, reading.legacy);
  if (!member) {
    if (!reading.original)
      plan.leave(access, `the import registry knows no ${name}`, 'See what the tracker offers now');
    return;
  }
  const { parent: call } = access;
  const isCalled = ts.isCallExpression(call) && call.expression === access;
  if (isCalled && member.shape) planCall(call, member, plan);
  else if (name !== member.successor.name)
    plan.leave(access, 'what takes its place is not the same', insteadOf(member.successor));
  else if (!reading.original)
    plan.leave(access, 'it may not mean what it means now', insteadOf(member.successor));
}

function planCall(call: ts.CallExpression, member: Member, plan: Plan): void {
  const { successor, shape } = member;
  const access = call.expression as ts.PropertyAccessExpression;
  if (!shape || successor.name === undefined) return;
  const { name } = access;
  if (name.text === successor.name && areCanonical(call.arguments, shape)) {
    // spelled alike then and now, so that it can be either
    if (name.text === member.legacy) plan.mind(call, successor.note);
    return;
  }
  const leave = (why: string) => plan.leave(call, why, insteadOf(successor));
  if (shape.isUnlike && !isDropped(call)) return leave('what it returns is not what it returned');
  const changed = changeArguments(call.arguments, shape);
  if ('why' in changed) return leave(changed.why);
  const waiting = shape.isSync ? { edits: [] } : awaitCall(call);
  if ('why' in waiting) return leave(waiting.why);
  plan.mind(call, successor.note);
  const rename = { from: name.getStart(), to: name.end, text: successor.name };
  plan.edits.push(
    ...waiting.edits,
    ...(name.text === successor.name ? [] : [rename]),
    ...changed.edits,
  );
}

/** Says of each call that only a legacy tracker can have that nothing here tells what it is called on. */
export function leaveUnknown(reading: Reading, plan: Plan): void {
  const { legacy } = reading;
  const names = new Set(legacy.modules.flatMap(({ members }) => Object.keys(members ?? {})));
  visit(reading.file.source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression } = node.expression;
    if (!name.text.includes('_') || !names.has(name.text)) return;
    if (trackerModule(expression, reading)) return;
    const why = `whether ${expression.getText().slice(0, 40)} is a tracker does not follow from this file`;
    plan.leave(node, why, 'Annotate it, or rewrite the call by hand');
  });
}
