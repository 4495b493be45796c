import ts from 'typescript';
import { visit } from './bindings.js';
import { parseFile } from './one-file-program.js';
import { mayBeSql, readSql } from './read-sql.js';
import { MIN_WORDS, type DefinitionForm, type Looking, type Sighting } from './sightings.js';

/** A table that the compiler holds against the states is derived from them and can't disagree. */
const DERIVED = /\b(?:ExecutionState|TerminalState|ActiveState)\b/;

/** A vocabulary of another system, declared as one: both its tables are checked against the states. */
const DECLARES = 'defineVocabulary';

/** A file of TypeScript or JavaScript while it is read. */
interface Reading extends Looking {
  readonly source: ts.SourceFile;
  /** Names that are declared to be the words of another system. */
  readonly declared: ReadonlySet<string>;
}

/** What a file of TypeScript or JavaScript defines and calls. */
export function readTypeScript(
  text: string,
  { extension, ...looking }: Looking & { readonly extension: string },
): readonly Sighting[] {
  const source = parseFile(extension, text);
  const reading = { ...looking, source, declared: declaredIn(source) };
  const sightings: Sighting[] = [];
  visit(source, (node) => sightings.push(...readNode(node, reading)));
  return sightings;
}

function declaredIn(source: ts.SourceFile): ReadonlySet<string> {
  const names: string[] = [];
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== DECLARES) return;
    names.push(...(node.typeArguments ?? []).map((type) => type.getText()));
  });
  return new Set(names);
}

function readNode(node: ts.Node, reading: Reading): readonly Sighting[] {
  if (ts.isEnumDeclaration(node)) return readEnum(node, reading);
  if (ts.isTypeAliasDeclaration(node)) return readAlias(node, reading);
  if (ts.isVariableDeclaration(node)) return readVariable(node, reading);
  if (ts.isClassLike(node)) return readClass(node, reading);
  if (ts.isCallExpression(node)) return readCall(node, reading);
  return readText(node);
}

interface Found {
  readonly form: DefinitionForm;
  readonly words: readonly (string | undefined)[];
}

/** What is seen, unless a word of it is no text, or the name is declared to be another system's. */
function definition(node: ts.Node, found: Found, reading: Reading): readonly Sighting[] {
  const words = found.words.filter((word) => word !== undefined);
  const named = nameAround(node);
  const name = named?.getText();
  const isWhole = words.length === found.words.length && words.length >= MIN_WORDS;
  if (!isWhole || (name !== undefined && reading.declared.has(name))) return [];
  const offset = (named ?? node).getStart();
  return [{ kind: 'definition', form: found.form, name, words, offset }];
}

function nameAround(node: ts.Node): ts.Node | undefined {
  const owner = ts.findAncestor(
    node,
    (each) =>
      ts.isVariableDeclaration(each) ||
      ts.isTypeAliasDeclaration(each) ||
      ts.isEnumDeclaration(each) ||
      ts.isPropertyAssignment(each) ||
      ts.isStatement(each),
  );
  return owner && 'name' in owner ? (owner.name as ts.Node) : undefined;
}

function readEnum(node: ts.EnumDeclaration, reading: Reading): readonly Sighting[] {
  const words = node.members.map(({ name, initializer }) => stringIn(initializer) ?? textOf(name));
  return definition(node, { form: 'enum', words }, reading);
}

function readAlias(node: ts.TypeAliasDeclaration, reading: Reading): readonly Sighting[] {
  if (!ts.isUnionTypeNode(node.type)) return [];
  const words = node.type.types.map((type) =>
    ts.isLiteralTypeNode(type) ? stringIn(type.literal) : undefined,
  );
  return definition(node, { form: 'union type', words }, reading);
}

/** An initializer without what only freezes, casts or checks it; and whether any of these makes it constant. */
function bare(node: ts.Expression): { value: ts.Expression; isConstant: boolean; checks: string } {
  if (ts.isParenthesizedExpression(node)) return bare(node.expression);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    const inner = bare(node.expression);
    const type = node.type.getText();
    const checks = ts.isSatisfiesExpression(node) ? `${inner.checks} ${type}` : inner.checks;
    return { ...inner, checks, isConstant: inner.isConstant || type === 'const' };
  }
  const [only] =
    ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  const callee = only ? (node as ts.CallExpression).expression.getText() : '';
  if (only && /^(?:Object\.freeze|Set)$/.test(callee)) return { ...bare(only), isConstant: true };
  return { value: node, isConstant: false, checks: '' };
}

function readVariable(node: ts.VariableDeclaration, reading: Reading): readonly Sighting[] {
  if (!node.initializer) return [];
  const { value, isConstant, checks } = bare(node.initializer);
  if (DERIVED.test(checks) || DERIVED.test(node.type?.getText() ?? '')) return [];
  if (ts.isObjectLiteralExpression(value)) {
    const words = value.properties.map(selfNamed);
    return definition(node, { form: 'constant object', words }, reading);
  }
  if (!ts.isArrayLiteralExpression(value) || !isConstant) return [];
  return definition(node, { form: 'constant list', words: value.elements.map(stringIn) }, reading);
}

/** The value of a property that says its own name, as the members of an enum do. */
function selfNamed(property: ts.ObjectLiteralElementLike): string | undefined {
  if (!ts.isPropertyAssignment(property)) return undefined;
  const value = stringIn(bare(property.initializer).value);
  const isWord = value !== undefined && /^(?:[a-z][a-z_-]*|[A-Z][A-Z_]*)$/.test(value);
  const key = textOf(property.name)?.toLowerCase();
  return isWord && key === value.toLowerCase().replaceAll('-', '_') ? value : undefined;
}

function readClass(node: ts.ClassLikeDeclaration, _reading: Reading): readonly Sighting[] {
  if (!node.name) return [];
  const methods = node.members.flatMap((member) => {
    const isMethod =
      ts.isMethodDeclaration(member) ||
      (ts.isPropertyDeclaration(member) &&
        member.initializer &&
        ts.isFunctionLike(member.initializer));
    return isMethod && member.name ? [member.name.getText()] : [];
  });
  return [{ kind: 'class', name: node.name.text, methods, offset: node.name.getStart() }];
}

function readCall(node: ts.CallExpression, reading: Reading): readonly Sighting[] {
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression)
    ? expression.name.text
    : expression.getText();
  if (name === 'enum' || name === 'literals') return readSchema(node, reading);
  if (name === 'union') return readSchemaUnion(node, reading);
  const state = node.arguments[1];
  if (!state || !reading.takesState.has(name)) return [];
  const isObject = ts.isObjectLiteralExpression(state) || isBoundToObject(state, reading);
  return isObject && !isPromisedToFail(node)
    ? [{ kind: 'dictionary', name, offset: state.getStart() }]
    : [];
}

/** `z.enum([…])`. */
function readSchema(node: ts.CallExpression, reading: Reading): readonly Sighting[] {
  const [given] = node.arguments;
  const value = given && bare(given).value;
  if (!value || !ts.isArrayLiteralExpression(value)) return [];
  return definition(node, { form: 'schema', words: value.elements.map(stringIn) }, reading);
}

/** `z.union([z.literal(…), …])`. */
function readSchemaUnion(node: ts.CallExpression, reading: Reading): readonly Sighting[] {
  const [given] = node.arguments;
  if (!given || !ts.isArrayLiteralExpression(given)) return [];
  const words = given.elements.map((each) =>
    ts.isCallExpression(each) && /\bliteral$/.test(each.expression.getText())
      ? stringIn(each.arguments[0])
      : undefined,
  );
  return definition(node, { form: 'schema', words }, reading);
}

/** A test that says it must not compile passes nothing by mistake. */
function isPromisedToFail(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  const before = statement?.getFullText().slice(0, statement.getStart() - statement.getFullStart());
  return before?.includes('@ts-expect-error') ?? false;
}

function isBoundToObject(node: ts.Expression, { source }: Reading): boolean {
  if (!ts.isIdentifier(node)) return false;
  const bound: (ts.Expression | undefined)[] = [];
  visit(source, (each) => {
    const isDeclared = ts.isVariableDeclaration(each) || ts.isParameter(each);
    if (isDeclared && each.name.getText() === node.text) bound.push(each.initializer);
  });
  return bound.length > 0 && bound.every((each) => each && ts.isObjectLiteralExpression(each));
}

/** Words in SQL that stands in the text of a program. */
function readText(node: ts.Node): readonly Sighting[] {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return [];
  const text = node.getText();
  return mayBeSql(text) ? readSql(text, node.getStart()) : [];
}

function stringIn(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function textOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
