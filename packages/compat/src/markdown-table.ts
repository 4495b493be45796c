/** The cells of one row. */
export type Row = readonly string[];

/** A table in Markdown; a bar in a cell is escaped. */
export function markdownTable(head: Row, rows: readonly Row[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return lines.join('\n');
}
