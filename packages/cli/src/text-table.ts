import { cellWidth, padded } from './cell-width.js';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Gives way when the table is too wide, down to a few cells; the widest such column first. */
  readonly gives?: boolean;
}

/** What stands in a table: text that is harmless already, and how it is coloured once it is cut to size. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = 2;
const LEAST = 6;

/** A table no wider than `width`, if its columns can give that much; the first line has the titles. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): { readonly head: string; readonly body: readonly string[] } {
  const widths = columns.map(({ title }, at) =>
    Math.max(cellWidth(title), ...rows.map((row) => cellWidth(row[at]?.text ?? ''))),
  );
  squeeze(widths, columns, width);
  const line = (cells: readonly Cell[]): string =>
    cells
      .map(({ text, paint = (same) => same }, at) => {
        const last = at === cells.length - 1;
        const shown = padded(text, widths[at] ?? 0);
        return paint(last ? shown.trimEnd() : shown);
      })
      .join(' '.repeat(GAP));
  return { head: line(columns.map(({ title }) => ({ text: title }))), body: rows.map(line) };
}

function squeeze(widths: number[], columns: readonly Column[], width: number): void {
  const total = (): number => widths.reduce((sum, one) => sum + one + GAP, -GAP);
  while (total() > width) {
    const widest = columns.reduce(
      (found, { gives }, at) =>
        gives && (widths[at] ?? 0) > (widths[found] ?? LEAST) ? at : found,
      -1,
    );
    if (widest < 0) return;
    widths[widest] = Math.max(
      LEAST,
      (widths[widest] ?? 0) - Math.max(1, Math.ceil((total() - width) / 4)),
    );
  }
}
