import ts from 'typescript';
import { camelCase, type CallShape } from './legacy.js';
import { close, insert, type TextEdit } from './text-edits.js';

/** How a call's arguments are to be changed, or why they can't be. */
export type Arguments = { readonly edits: readonly TextEdit[] } | { readonly why: string };

type Given = readonly ts.Expression[];
type Options = Readonly<Record<string, string>>;

const isOptions = (given: string | Options): given is Options => typeof given !== 'string';

/** The keys that an object of options has at its top. */
const topKeys = (options: Options) => new Set(Object.keys(options).map((key) => key.split('.')[0]));

function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}

function propertyNames(node: ts.ObjectLiteralExpression): readonly (string | undefined)[] {
  return node.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : undefined));
}

/** Whether the arguments can be those of the successor: nothing that must be an object is anything else. */
export function areCanonical(given: Given, { gives }: CallShape): boolean {
  if (given.length > gives.length) return false;
  return given.every((node, at) => {
    const wanted = gives[at];
    if (wanted === undefined || !isOptions(wanted)) return true;
    if (ts.isObjectLiteralExpression(node)) {
      const known = topKeys(wanted);
      return propertyNames(node).every((name) => name !== undefined && known.has(name));
    }
    return given.length === 1 && ts.isIdentifier(node) && !isNothing(node);
  });
}

/** The edits that turn the arguments of a legacy call into those of its successor. */
export function changeArguments(given: Given, shape: CallShape): Arguments {
  if (given.some((node) => ts.isSpreadElement(node))) return { why: 'its arguments are spread' };
  const [only, ...others] = given;
  const [options, ...more] = shape.gives;
  const isNamed = only && others.length === 0 && ts.isObjectLiteralExpression(only);
  if (isNamed && options && isOptions(options) && more.length === 0) {
    return changeNames(only, options, shape);
  }
  return changePositions(given, shape);
}

/** Where an option lies: what to write before its value and after it. */
function around(path: string): { before: string; after: string; key: string } {
  const keys = path.split('.');
  const key = keys.at(-1) ?? path;
  const outer = keys.slice(0, -1);
  return {
    key,
    before: outer.map((each) => `${each}: { `).join(''),
    after: outer.map(() => ' }').join(''),
  };
}

function inMs(value: ts.Expression, parameter: string, path: string): Arguments {
  if (!parameter.endsWith('Seconds') || !path.endsWith('Ms')) return { edits: [] };
  const ms = ts.isNumericLiteral(value) ? Number(value.text) * 1_000 : NaN;
  if (!Number.isInteger(ms) || ms < 1)
    return { why: `its ${parameter} is not a number one can read` };
  return { edits: [{ from: value.getStart(), to: value.end, text: spelled(ms) }] };
}

/** A number with its thousands apart. */
function spelled(ms: number): string {
  return String(ms).replace(/\B(?=(\d{3})+$)/g, '_');
}

function pathOf(parameter: string, options: Options): string | undefined {
  return Object.keys(options).find((path) => options[path] === parameter);
}

function changeNames(
  object: ts.ObjectLiteralExpression,
  options: Options,
  { takes, needs }: CallShape,
): Arguments {
  const edits: TextEdit[] = [];
  const seen = new Set<string>();
  for (const property of object.properties) {
    const name = property.name && ts.isIdentifier(property.name) ? property.name : undefined;
    const parameter = camelCase(name?.text ?? '');
    const path = pathOf(parameter, options);
    const isShort = ts.isShorthandPropertyAssignment(property);
    if (!name || !path || !(isShort || ts.isPropertyAssignment(property))) {
      return { why: `it does not know what to do with ${property.getText().slice(0, 60)}` };
    }
    seen.add(parameter);
    const value = isShort ? name : property.initializer;
    const changed = inMs(value, parameter, path);
    if ('why' in changed) return changed;
    const { before, key, after } = around(path);
    const isSame = key === name.text && before === '';
    if (isShort && !isSame) edits.push(insert(name.getStart(), `${before}${key}: `));
    if (!isShort && !isSame) {
      edits.push({ from: name.getStart(), to: name.end, text: `${before}${key}` });
    }
    edits.push(...changed.edits);
    if (after) edits.push(close(property.end, after));
  }
  const missing = takes.slice(0, needs).filter((parameter) => !seen.has(parameter));
  return missing.length > 0 ? { why: `it does not say ${missing.join(', ')}` } : { edits };
}

function changePositions(given: Given, shape: CallShape): Arguments {
  const { takes, needs, gives } = shape;
  const present = given.map((node, at) => ({ node, parameter: takes[at], at }));
  const said = present.filter(({ node }) => !isNothing(node));
  const missing = takes.slice(0, needs).filter((each) => !said.some((it) => it.parameter === each));
  if (missing.length > 0) return { why: `it does not say ${missing.join(', ')}` };
  const edits: TextEdit[] = [];
  for (const { node, at } of present) {
    if (isNothing(node)) edits.push(removal(given, at));
  }
  const known = new Set<string>();
  for (const wanted of gives) {
    const parameters = isOptions(wanted) ? Object.values(wanted) : [wanted];
    parameters.forEach((parameter) => known.add(parameter));
    const inside = said.filter(({ parameter }) => parameters.includes(parameter ?? ''));
    if (!isOptions(wanted)) {
      if (inside.some(({ node }) => ts.isObjectLiteralExpression(node)))
        return { why: `an object is no ${wanted}` };
      continue;
    }
    const [first, last] = [inside[0], inside.at(-1)];
    if (!first || !last) continue;
    edits.push(insert(first.node.getStart(), '{ '), close(last.node.end, ' }'));
    for (const { node, parameter = '' } of inside) {
      const written = writeOption(node, parameter, wanted);
      if ('why' in written) return written;
      edits.push(...written.edits);
    }
  }
  const unknown = said.find(({ parameter }) => !known.has(parameter ?? ''));
  if (unknown) return { why: `${unknown.parameter ?? 'a further argument'} has no counterpart` };
  return { edits };
}

function writeOption(node: ts.Expression, parameter: string, options: Options): Arguments {
  const path = pathOf(parameter, options) ?? parameter;
  const changed = inMs(node, parameter, path);
  if ('why' in changed) return changed;
  const { before, key, after } = around(path);
  const isShort = before === '' && ts.isIdentifier(node) && node.text === key;
  return {
    edits: [
      ...(isShort ? [] : [insert(node.getStart(), `${before}${key}: `)]),
      ...changed.edits,
      ...(after ? [close(node.end, after)] : []),
    ],
  };
}

/** Takes an argument away, with the comma before it. */
function removal(given: Given, at: number): TextEdit {
  const node = given[at] as ts.Expression;
  const before = given[at - 1];
  const after = given[at + 1];
  if (before) return { from: before.end, to: node.end, text: '' };
  return { from: node.getStart(), to: after ? after.getStart() : node.end, text: '' };
}
