import ts from 'typescript';
import { visit } from './bindings.js';
import type { Move } from './plan.js';
import { insert, type TextEdit } from './text-edits.js';

interface Wanted {
  readonly from: string;
  readonly name: string;
  readonly local: string;
  readonly isType: boolean;
}

interface Style {
  readonly quote: string;
  readonly end: string;
  readonly newline: string;
}

const declarationOf = (specifier: ts.ImportSpecifier) =>
  specifier.parent.parent.parent as ts.ImportDeclaration;

function importsOf(file: ts.SourceFile): readonly ts.ImportDeclaration[] {
  return file.statements.filter(ts.isImportDeclaration);
}

function namedIn(declaration: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = declaration.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}

const sourceOf = ({ moduleSpecifier }: ts.ImportDeclaration) =>
  ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';

const isTypeClause = (declaration: ts.ImportDeclaration) =>
  declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

const isTypeOnly = (specifier: ts.ImportSpecifier) =>
  specifier.isTypeOnly || isTypeClause(declarationOf(specifier));

/** The names that mean something in the file beside what moves. */
function takenNames(file: ts.SourceFile, moves: readonly Move[]): ReadonlySet<string> {
  const moving = new Set<ts.Node>(moves.flatMap(({ identifiers }) => identifiers));
  const taken = new Set<string>();
  visit(file, (node) => {
    if (!ts.isIdentifier(node) || moving.has(node)) return;
    const { parent } = node;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
    const isMoving =
      ts.isImportSpecifier(parent) && moves.some((move) => move.specifier === parent);
    if (!isMember && !isMoving) taken.add(node.text);
  });
  return taken;
}

/** What the moved name will be called in this file. */
function localOf(move: Move, file: ts.SourceFile, taken: ReadonlySet<string>): string {
  const present = importsOf(file)
    .filter((declaration) => sourceOf(declaration) === move.from)
    .flatMap(namedIn)
    .find((each) => (each.propertyName ?? each.name).text === move.name && !isTypeOnly(each));
  if (present) return present.name.text;
  const before = move.alias ?? move.specifier.name.text;
  return move.specifier.propertyName || taken.has(move.name) ? before : move.name;
}

/** The edits that move the imports of a file, and rename what is called otherwise then. */
export function writeImports(file: ts.SourceFile, moves: readonly Move[]): readonly TextEdit[] {
  const taken = takenNames(file, moves);
  const wanted = new Map<string, Wanted>();
  const edits: TextEdit[] = [];
  for (const move of moves) {
    const local = localOf(move, file, taken);
    edits.push(...move.uses(local));
    const key = `${move.from} ${move.name} ${local}`;
    const isType = isTypeOnly(move.specifier) && (wanted.get(key)?.isType ?? true);
    wanted.set(key, { from: move.from, name: move.name, local, isType });
  }
  const missing = [...wanted.values()].filter((each) => !isPresent(each, file));
  const extended = missing.filter((each) => extend(each, file, edits));
  const added = missing.filter((each) => !extended.includes(each));
  return [...edits, ...replaceDeclarations(file, moves, added)];
}

function isPresent({ from, name, local }: Wanted, file: ts.SourceFile): boolean {
  return importsOf(file)
    .filter((declaration) => sourceOf(declaration) === from)
    .flatMap(namedIn)
    .some((each) => each.name.text === local && (each.propertyName ?? each.name).text === name);
}

/** Adds a name to an import of the same module, if the file has one that can take it. */
function extend(wanted: Wanted, file: ts.SourceFile, edits: TextEdit[]): boolean {
  const host = importsOf(file).find(
    (declaration) =>
      sourceOf(declaration) === wanted.from &&
      namedIn(declaration).length > 0 &&
      (wanted.isType || !isTypeClause(declaration)),
  );
  const last = host && namedIn(host).at(-1);
  if (!last) return false;
  edits.push(insert(last.end, `, ${written(wanted, isTypeClause(host))}`));
  return true;
}

function written({ name, local, isType }: Wanted, isTypeImport: boolean): string {
  const type = isType && !isTypeImport ? 'type ' : '';
  return name === local ? `${type}${name}` : `${type}${name} as ${local}`;
}

function linesOf(added: readonly Wanted[], { quote, end }: Style): readonly string[] {
  const sources = [...new Set(added.map(({ from }) => from))].sort(packagesFirst);
  return sources.map((from) => {
    const names = added.filter((each) => each.from === from);
    const isTypeImport = names.every(({ isType }) => isType);
    const list = names.map((each) => written(each, isTypeImport)).join(', ');
    return `import ${isTypeImport ? 'type ' : ''}{ ${list} } from ${quote}${from}${quote}${end}`;
  });
}

function packagesFirst(a: string, b: string): number {
  return Number(a.startsWith('.')) - Number(b.startsWith('.')) || (a < b ? -1 : 1);
}

function styleOf(declaration: ts.ImportDeclaration): Style {
  const { text } = declaration.getSourceFile();
  return {
    quote: declaration.moduleSpecifier.getText()[0] ?? "'",
    end: declaration.getText().endsWith(';') ? ';' : '',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function replaceDeclarations(
  file: ts.SourceFile,
  moves: readonly Move[],
  added: readonly Wanted[],
): readonly TextEdit[] {
  const moving = new Set(moves.map(({ specifier }) => specifier));
  const affected = importsOf(file).filter((each) => namedIn(each).some((one) => moving.has(one)));
  return affected.flatMap((declaration, at) => {
    const style = styleOf(declaration);
    const lines = at === 0 ? linesOf(added, style) : [];
    const staying = namedIn(declaration).filter((each) => !moving.has(each));
    if (staying.length === 0) return [replaceWhole(declaration, lines.join(style.newline))];
    const text = lines.map((line) => `${style.newline}${line}`).join('');
    return [...removeNames(declaration, moving), insert(declaration.end, text)];
  });
}

function replaceWhole(declaration: ts.ImportDeclaration, text: string): TextEdit {
  const from = declaration.getStart();
  if (text !== '') return { from, to: declaration.end, text };
  const rest = declaration.getSourceFile().text.slice(declaration.end);
  const blank = /^[ \t]*(?:\r?\n|$)/.exec(rest)?.[0] ?? '';
  return { from, to: declaration.end + blank.length, text };
}

function removeNames(
  declaration: ts.ImportDeclaration,
  moving: ReadonlySet<ts.ImportSpecifier>,
): readonly TextEdit[] {
  const names = namedIn(declaration);
  const isLastStaying = (at: number) => names.slice(at + 1).every((each) => moving.has(each));
  return names.flatMap((specifier, at): TextEdit[] => {
    if (!moving.has(specifier)) return [];
    const next = names[at + 1];
    // the comma that goes is the one after it, but for those at the end
    if (next && !isLastStaying(at)) {
      return [{ from: specifier.getStart(), to: next.getStart(), text: '' }];
    }
    const before = names[at - 1];
    return [{ from: before ? before.end : specifier.getStart(), to: specifier.end, text: '' }];
  });
}
