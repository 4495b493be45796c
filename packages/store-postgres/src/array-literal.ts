/** One column of a batch. */
export type Column = readonly (string | number | null)[];

const SPECIAL = /[\\"]/g;

/** The column as PostgreSQL writes arrays. Every text is quoted, so none is taken for a word such as NULL. */
export function arrayLiteral(column: Column): string {
  let text = '';
  for (const value of column) {
    if (text !== '') text += ',';
    if (value === null) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += `"${value.replace(SPECIAL, '\\$&')}"`;
  }
  return `{${text}}`;
}
