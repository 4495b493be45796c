/** Brackets that may be open at once in a file that is read: nobody writes more, and parsers take ever longer. */
export const MAX_NESTING = 1_000;

/** Why a file is not read that nests deeper. */
export const TOO_DEEP = `it has more than ${MAX_NESTING} brackets open at once`;

const OPEN = new Set('([{');
const CLOSED = new Set(')]}');

/** Whether more brackets are open at once than any parser should be given; those in strings count too. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (OPEN.has(letter)) depth += 1;
    else if (CLOSED.has(letter)) depth = Math.max(0, depth - 1);
    if (depth > MAX_NESTING) return true;
  }
  return false;
}
