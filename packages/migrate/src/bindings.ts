import ts from 'typescript';
import { legacyName, legacySource, type LegacyName, type LegacySource } from './legacy-paths.js';
import type { Legacy } from './legacy.js';
import type { OneFile } from './one-file-program.js';
import type { Plan } from './plan.js';

/** A legacy name that a file imports, and where it is used there. */
export interface Binding {
  readonly specifier: ts.ImportSpecifier;
  readonly source: LegacySource;
  readonly legacy: LegacyName;
  readonly uses: readonly ts.Identifier[];
}

/** The literals that name a legacy module, each with the module. */
export type Mention = readonly [ts.StringLiteralLike, LegacySource];

/** Where a file names legacy modules, wherever that is. */
export function mentionsOf(source: ts.SourceFile, legacy: Legacy): readonly Mention[] {
  const found: Mention[] = [];
  visit(source, (node) => {
    if (!ts.isStringLiteralLike(node) || !namesModule(node)) return;
    const named = legacySource(node.text, legacy);
    if (named) found.push([node, named]);
  });
  return found;
}

/** Calls back with `node` and everything in it, outermost first. */
export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** As `visit`, with the types in comments, which is where JavaScript has them. */
function visitWithDocs(node: ts.Node, look: (node: ts.Node) => void): void {
  const own = ts.getJSDocCommentsAndTags(node).filter((doc) => doc.parent === node);
  for (const doc of own) visitWithDocs(doc, look);
  look(node);
  ts.forEachChild(node, (child) => visitWithDocs(child, look));
}

const LOADERS = /^(?:require|import|mock|unmock|doMock|resolve|requireActual|importActual)$/;

function namesModule({ parent }: ts.StringLiteralLike): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isExternalModuleReference(parent)) return true;
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent);
  if (!ts.isCallExpression(parent)) return false;
  const { expression: callee } = parent;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
  return LOADERS.test(name);
}

/** The legacy names that a file imports one by one. Every other way to import them is left. */
export function bindingsOf(
  mentions: readonly Mention[],
  { source: file, checker }: OneFile,
  plan: Plan,
): readonly Binding[] {
  const users = usesBySymbol(file, checker);
  return mentions.flatMap(([literal, source]) => {
    const { parent } = literal;
    const named = ts.isImportDeclaration(parent) ? namedOf(parent) : undefined;
    if (!named) {
      leaveMention(literal, source, plan);
      return [];
    }
    return named.elements.flatMap((specifier): Binding[] => {
      const legacy = legacyName(source, (specifier.propertyName ?? specifier.name).text);
      const symbol = checker.getSymbolAtLocation(specifier.name);
      if (legacy && symbol) return [{ specifier, source, legacy, uses: users.get(symbol) ?? [] }];
      if (!source.mixed) leaveUnknown(specifier, plan);
      return [];
    });
  });
}

function namedOf({ importClause }: ts.ImportDeclaration): ts.NamedImports | undefined {
  const bindings = importClause?.namedBindings;
  return !importClause?.name && bindings && ts.isNamedImports(bindings) ? bindings : undefined;
}

function leaveMention(literal: ts.StringLiteralLike, source: LegacySource, plan: Plan): void {
  const { parent } = literal;
  const reexported =
    ts.isExportDeclaration(parent) && parent.exportClause && ts.isNamedExports(parent.exportClause)
      ? parent.exportClause.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
      : undefined;
  if (source.mixed && !mentionsLegacy(parent, source, reexported)) return;
  plan.leave(
    parent,
    reexported ? 'who imports it from here is not known' : 'it is not imported by name',
    reexported
      ? 'Let them import the successors, then remove it'
      : 'Import the names that are used, one by one, and run this again',
  );
}

/** Whether a module that has other names too is asked for a legacy one; by any word of the file, to be sure. */
function mentionsLegacy(
  { parent }: ts.Node,
  source: LegacySource,
  names: readonly string[] | undefined,
): boolean {
  const asked = names ?? parent.getSourceFile().text.match(/\w+/g) ?? [];
  return asked.some((name) => legacyName(source, name) !== undefined);
}

function leaveUnknown(specifier: ts.ImportSpecifier, plan: Plan): void {
  plan.leave(specifier, 'the import registry has no successor for it', 'Ask what it was for');
}

function usesBySymbol(file: ts.SourceFile, checker: ts.TypeChecker) {
  const users = new Map<ts.Symbol, ts.Identifier[]>();
  visitWithDocs(file, (node) => {
    if (!ts.isIdentifier(node) || ts.isImportSpecifier(node.parent)) return;
    const symbol = symbolOf(node, checker);
    if (!symbol) return;
    const uses = users.get(symbol) ?? [];
    users.set(symbol, [...uses, node]);
  });
  return users;
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) {
    return checker.getShorthandAssignmentValueSymbol(parent);
  }
  if (ts.isExportSpecifier(parent)) {
    const isLocal = (parent.propertyName ?? parent.name) === node;
    return isLocal ? checker.getExportSpecifierLocalTargetSymbol(parent) : undefined;
  }
  return checker.getSymbolAtLocation(node);
}
