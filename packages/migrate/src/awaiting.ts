import ts from 'typescript';
import { close, insert, type TextEdit } from './text-edits.js';

/** The edits that wait for a call, none where it is waited for already; or why it can't be waited for. */
export type Awaiting = { readonly edits: readonly TextEdit[] } | { readonly why: string };

/** Waits for what a call now promises. */
export function awaitCall(call: ts.CallExpression): Awaiting {
  if (isAwaited(call)) return { edits: [] };
  const why = whyNot(call);
  if (why !== undefined) return { why };
  const start = call.getStart();
  if (!bindsTighter(call)) return { edits: [insert(start, 'await ')] };
  const statement = ts.findAncestor(call, ts.isStatement);
  if (statement?.getStart() === start) return { why: 'its result is used at once' };
  return { edits: [insert(start, '(await '), close(call.end, ')')] };
}

/** Whether nothing is done with what the call returns. */
export function isDropped(call: ts.CallExpression): boolean {
  const { parent } = outermost(call);
  return ts.isVoidExpression(parent) || ts.isExpressionStatement(parent);
}

function outermost(call: ts.Node): ts.Node {
  const { parent } = call;
  return ts.isParenthesizedExpression(parent) || ts.isAwaitExpression(parent)
    ? outermost(parent)
    : call;
}

function isAwaited(call: ts.Node): boolean {
  if (ts.isParenthesizedExpression(call.parent)) return isAwaited(call.parent);
  return ts.isAwaitExpression(call.parent);
}

/** Whether what stands around the call would take it before `await` does. */
function bindsTighter(call: ts.CallExpression): boolean {
  const { parent } = call;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isElementAccessExpression(parent) ||
      ts.isCallExpression(parent) ||
      ts.isNonNullExpression(parent)) &&
    parent.expression === call
  );
}

function whyNot(call: ts.CallExpression): string | undefined {
  const around = ts.findAncestor(
    call.parent,
    (node) =>
      ts.isFunctionLike(node) ||
      ts.isParameter(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isClassStaticBlockDeclaration(node),
  );
  if (!around) {
    return topLevelMayWait(call.getSourceFile())
      ? undefined
      : 'it returns a promise now, and this module may not wait for one at its top level';
  }
  const isAsync =
    ts.canHaveModifiers(around) &&
    ts.getModifiers(around)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  return ts.isFunctionLike(around) && isAsync
    ? undefined
    : 'it returns a promise now, and what is around it is no async function';
}

/** Only a module can wait, and by its name or by what it does already this one is known to be one. */
function topLevelMayWait(file: ts.SourceFile): boolean {
  if (/\.m[jt]s$/.test(file.fileName)) return true;
  return file.statements.some(
    (statement) =>
      (ts.isForOfStatement(statement) && statement.awaitModifier !== undefined) ||
      waitsItself(statement),
  );
}

function waitsItself(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.isAwaitExpression(node) || (ts.forEachChild(node, waitsItself) ?? false);
}
