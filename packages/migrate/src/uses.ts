import ts from 'typescript';
import { insert, type TextEdit } from './text-edits.js';

/** How a name is used at one place. */
export type Use =
  | { readonly as: 'type' }
  | { readonly as: 'member'; readonly key: ts.Identifier }
  | { readonly as: 'class'; readonly made: ts.NewExpression }
  | { readonly as: 'callee'; readonly call: ts.CallExpression }
  | { readonly as: 'base' }
  | { readonly as: 'export' }
  | { readonly as: 'value' };

/** How an imported name is used where `node` stands. */
export function useOf(node: ts.Identifier): Use {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return ts.isIdentifier(parent.name) ? { as: 'member', key: parent.name } : { as: 'value' };
  }
  if (ts.isQualifiedName(parent) && parent.left === node)
    return { as: 'member', key: parent.right };
  if (ts.isNewExpression(parent) && parent.expression === node)
    return { as: 'class', made: parent };
  if (ts.isCallExpression(parent) && parent.expression === node)
    return { as: 'callee', call: parent };
  if (ts.isExportSpecifier(parent) || ts.isExportAssignment(parent)) return { as: 'export' };
  if (ts.isExpressionWithTypeArguments(parent)) return { as: 'base' };
  return ts.isPartOfTypeNode(node) && !ts.isTypeQueryNode(parent)
    ? { as: 'type' }
    : { as: 'value' };
}

/** The edit that lets `node` be called `local`, whatever it stands for there. */
export function renamed(node: ts.Identifier, local: string): readonly TextEdit[] {
  if (node.text === local) return [];
  const { parent } = node;
  const from = node.getStart();
  if (ts.isShorthandPropertyAssignment(parent)) return [insert(node.end, `: ${local}`)];
  if (ts.isExportSpecifier(parent) && !parent.propertyName) {
    return [insert(from, `${local} as `)];
  }
  return [{ from, to: node.end, text: local }];
}

/** The edits that let all of them be called `local`. */
export const renamedAll = (nodes: readonly ts.Identifier[]) => (local: string) =>
  nodes.flatMap((node) => renamed(node, local));
