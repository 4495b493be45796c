import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { mayBeSql, readSql } from './read-sql.js';
import { MIN_WORDS, type DefinitionForm, type Looking, type Sighting } from './sightings.js';

/** A Python file while it is read. */
interface Reading extends Looking {
  readonly text: string;
  /** The names that are bound to a dictionary and to nothing else. */
  readonly dictionaries: ReadonlySet<string>;
}

/** What a Python file defines and calls. Faults in the syntax spoil only what is around them. */
export function readPython(text: string, looking: Looking): readonly Sighting[] {
  const { topNode } = parser.parse(text);
  const reading = { ...looking, text, dictionaries: dictionariesIn(topNode, text) };
  return [...nodesOf(topNode)].flatMap((node) => READERS[node.name]?.(node, reading) ?? []);
}

const READERS: Readonly<
  Record<string, (node: SyntaxNode, reading: Reading) => readonly Sighting[]>
> = {
  ClassDefinition: readClass,
  AssignStatement: readAssignment,
  CallExpression: readCall,
  String: readString,
  ContinuedString: readString,
};

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  // not recursive: a call for each level of a deep tree costs more than the tree
  const rest = [node];
  for (let next = rest.pop(); next; next = rest.pop()) {
    yield next;
    rest.push(...childrenOf(next).toReversed());
  }
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

const textOf = ({ from, to }: SyntaxNode, { text }: { text: string }) => text.slice(from, to);

const QUOTED = /^[rRbBuUfF]{0,2}(?:'''|"""|'|")([^]*?)(?:'''|"""|'|")$/;

/** The text in a string; undefined for anything else. */
function stringIn(node: SyntaxNode | null, reading: { text: string }): string | undefined {
  return node?.name === 'String' ? QUOTED.exec(textOf(node, reading))?.[1] : undefined;
}

function definition(
  form: DefinitionForm,
  { name, words, offset }: { name?: string; words: readonly string[]; offset: number },
): readonly Sighting[] {
  return words.length < MIN_WORDS ? [] : [{ kind: 'definition', form, name, words, offset }];
}

const ENUM_BASE = /(?:Enum|Choices)\b/;

function readClass(node: SyntaxNode, reading: Reading): readonly Sighting[] {
  const named = node.getChild('VariableName');
  const body = node.getChild('Body');
  if (!named || !body) return [];
  const bases = node.getChild('ArgList');
  const isEnum = bases !== null && ENUM_BASE.test(textOf(bases, reading));
  const name = textOf(named, reading);
  const offset = named.from;
  const members = body.getChildren('AssignStatement');
  const words = members.flatMap((member) => memberWord(member, isEnum, reading));
  return [
    ...definition(isEnum ? 'enum' : 'class of constants', { name, words, offset }),
    { kind: 'class', name, methods: methodsOf(body, reading), offset },
  ];
}

/** `PENDING = "pending"`; in an enum `PENDING = auto()` and `PENDING = "pending", "Pending"` too. */
function memberWord(member: SyntaxNode, isEnum: boolean, reading: Reading): readonly string[] {
  const [named] = childrenOf(member);
  const name = named?.name === 'VariableName' ? textOf(named, reading) : '_';
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) && !(isEnum && !name.startsWith('_'))) return [];
  const value = member.getChild('AssignOp')?.nextSibling ?? null;
  const first = value?.name === 'TupleExpression' ? value.getChild('String') : value;
  const word = stringIn(first, reading);
  return word === undefined ? (isEnum ? [name] : []) : [word];
}

function methodsOf(body: SyntaxNode, reading: Reading): readonly string[] {
  const plain = body.getChildren('FunctionDefinition');
  const decorated = body
    .getChildren('DecoratedStatement')
    .flatMap((each) => each.getChildren('FunctionDefinition'));
  return [...plain, ...decorated].flatMap((method) => {
    const name = method.getChild('VariableName');
    return name ? [textOf(name, reading)] : [];
  });
}

const LISTS = new Set(['ArrayExpression', 'TupleExpression', 'SetExpression']);

/** `States = Literal[…]`, `STATES = (…)`, `STATES = {"PENDING": "pending"}`, `State = Enum("State", …)`. */
function readAssignment(node: SyntaxNode, reading: Reading): readonly Sighting[] {
  const { firstChild: named, lastChild: value } = node;
  if (named?.name !== 'VariableName' || !value || node.parent?.parent?.name === 'ClassDefinition') {
    return [];
  }
  const name = textOf(named, reading);
  const found = { name, words: wordsIn(value, reading), offset: named.from };
  const head = textOf(value, reading).slice(0, 60);
  if (value.name === 'MemberExpression' && /^(?:\w+\.)?Literal\[/.test(head))
    return definition('union type', found);
  if (value.name === 'CallExpression' && /^(?:\w+\.)?\w*Enum\(/.test(head))
    return definition('enum', { ...found, words: enumWords(value, reading) });
  if (!/^_?[A-Z][A-Z0-9_]*$/.test(name)) return [];
  if (value.name === 'DictionaryExpression')
    return definition('constant object', { ...found, words: selfNamed(value, reading) });
  const isList = LISTS.has(value.name) || /^(?:frozenset|set|tuple|list)\(/.test(head);
  return isList ? definition('constant list', found) : [];
}

function wordsIn(node: SyntaxNode, reading: Reading): readonly string[] {
  return [...nodesOf(node)].flatMap((each) => stringIn(each, reading) ?? []);
}

/** The names in `Enum("State", "A B C")` and in `Enum("State", ["A", …])`. */
function enumWords(call: SyntaxNode, reading: Reading): readonly string[] {
  const [, ...words] = wordsIn(call, reading);
  return words.flatMap((word) => word.split(/[\s,]+/)).filter((word) => word !== '');
}

/** The values of a dictionary that stand beside their own names. */
function selfNamed(dictionary: SyntaxNode, reading: Reading): readonly string[] {
  const strings = childrenOf(dictionary);
  return strings.flatMap((each, at) => {
    const key = stringIn(each, reading);
    const value = stringIn(strings[at + 2] ?? null, reading);
    const isPair = strings[at + 1]?.name === ':' && key?.toLowerCase() === value?.toLowerCase();
    return isPair && value !== undefined ? [value] : [];
  });
}

function readCall(node: SyntaxNode, reading: Reading): readonly Sighting[] {
  const callee = node.firstChild;
  const name = /(\w+)$/.exec(callee ? textOf(callee, reading) : '')?.[1] ?? '';
  const given = node.getChild('ArgList');
  if (!given || !reading.takesState.has(name)) return [];
  const offenders = stateArguments(given, reading).filter((each) => isDictionary(each, reading));
  return offenders.map(({ from }) => ({ kind: 'dictionary', name, offset: from }));
}

/** The second argument, and those that are given as `state`. */
function stateArguments(given: SyntaxNode, reading: Reading): readonly SyntaxNode[] {
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(given).slice(1, -1)) {
    if (child.name === ',') groups.push([]);
    else groups.at(-1)?.push(child);
  }
  return groups.flatMap((group, at) => {
    const [first, sign, value] = group;
    if (sign?.name === 'AssignOp')
      return first && value && /state$/.test(textOf(first, reading)) ? [value] : [];
    return at === 1 && first ? [first] : [];
  });
}

function isDictionary(node: SyntaxNode, reading: Reading): boolean {
  if (node.name === 'DictionaryExpression') return true;
  const text = textOf(node, reading);
  if (node.name === 'CallExpression') return text.startsWith('dict(');
  return node.name === 'VariableName' && reading.dictionaries.has(text);
}

function dictionariesIn(top: SyntaxNode, text: string): ReadonlySet<string> {
  const bound = new Map<string, boolean>();
  for (const node of nodesOf(top)) {
    const { firstChild: named, lastChild: value } = node;
    if (node.name !== 'AssignStatement' || named?.name !== 'VariableName') continue;
    const name = textOf(named, { text });
    bound.set(name, value?.name === 'DictionaryExpression' && bound.get(name) !== false);
  }
  return new Set([...bound].filter(([, isDictionary]) => isDictionary).map(([name]) => name));
}

function readString(node: SyntaxNode, { text }: Reading): readonly Sighting[] {
  const written = textOf(node, { text });
  return mayBeSql(written) ? readSql(written, node.from) : [];
}
