import { MIN_WORDS, type SeenDefinition } from './sightings.js';

const ENUM = /(?:\bTYPE\s+)?([\w."`]+)\s+(?:AS\s+)?ENUM\s*\(/gi;
const CHECK = /\bCHECK\s*\(/gi;
const COLUMN = /([\w."`]+)(?:::\w+)?\)?\s*(?:IN\s*\(|=\s*ANY\s*\()/i;
const WORD = /'((?:[^']|'')*)'/g;

/** Whether a text may hold a list of words of SQL. */
export function mayBeSql(text: string): boolean {
  return /\b(?:CHECK|ENUM)\s*\(/i.test(text);
}

/** The lists of words in constraints and types of SQL. `base` is where the text begins in its file. */
export function readSql(text: string, base = 0): readonly SeenDefinition[] {
  const code = withoutComments(text);
  return [...lists(code, ENUM, base), ...lists(code, CHECK, base)].filter(
    ({ words }) => words.length >= MIN_WORDS,
  );
}

/** As long as before, so that every offset stays. */
function withoutComments(text: string): string {
  return text.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[^]*?\*\//g, (part) =>
    part.startsWith("'") ? part : part.replace(/[^\n]/g, ' '),
  );
}

function* lists(code: string, opening: RegExp, base: number): Generator<SeenDefinition> {
  for (const found of code.matchAll(opening)) {
    const inside = upToItsEnd(code, found.index + found[0].length);
    const name = found[1] ?? COLUMN.exec(inside)?.[1];
    yield {
      kind: 'definition',
      form: 'SQL constraint',
      name: name?.replace(/["`]/g, '').split('.').at(-1),
      words: [...inside.matchAll(WORD)].map(([, word = '']) => word),
      offset: base + found.index,
    };
  }
}

/** What stands before the parenthesis that closes the one just before `from`; those in quotes close nothing. */
function upToItsEnd(code: string, from: number): string {
  let depth = 1;
  for (const { 0: sign, index } of code.slice(from).matchAll(/'(?:[^']|'')*'|[()]/g)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return code.slice(from, from + index);
  }
  return code.slice(from);
}
