const SPECIAL = /[\\"]/g;

/** What one column of all rows holds, as PostgreSQL writes arrays. Every text is quoted, so none is taken for a word such as NULL. */
export function arrayLiteral<Row>(
  rows: readonly Row[],
  cell: (row: Row) => string | number | null,
): string {
  let text = '';
  for (const row of rows) {
    const value = cell(row);
    if (text !== '') text += ',';
    if (value === null) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += `"${value.replace(SPECIAL, '\\$&')}"`;
  }
  return `{${text}}`;
}
