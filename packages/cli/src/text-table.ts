import { cellWidth, padded } from './cell-width.js';

/** A column of a table. What to do without where there is no room for all of it. */
export interface Column {
  readonly title: string;
  /** May be cut down to a few cells. */
  readonly gives?: boolean;
  /** May be left out when cutting is not enough; the highest goes first. */
  readonly leaves?: number;
}

/** What stands in a table: text that is harmless already, and how it is coloured once it is cut to size. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

const GAP = 2;

/** What a column that gives way keeps. */
const LEAST = 10;

interface Laid {
  readonly at: number;
  readonly column: Column;
  width: number;
}

/** A table no wider than `width`, if its columns can give that much; the first line has the titles. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): { readonly head: string; readonly body: readonly string[] } {
  const laid = fit(measure(columns, rows), width);
  const line = (cells: readonly Cell[]): string => drawn(laid, cells);
  return { head: line(columns.map(({ title }) => ({ text: title }))), body: rows.map(line) };
}

function measure(columns: readonly Column[], rows: readonly (readonly Cell[])[]): Laid[] {
  return columns.map((column, at) => ({
    at,
    column,
    width: Math.max(cellWidth(column.title), ...rows.map((row) => cellWidth(row[at]?.text ?? ''))),
  }));
}

/** First those that can be cut are cut, then those that can be missed are left out, then the line is too long. */
function fit(all: readonly Laid[], width: number): readonly Laid[] {
  const excess = all.reduce((sum, one) => sum + one.width + GAP, -GAP) - width;
  if (excess <= 0) return all;
  const giving = all.filter((one) => one.column.gives && one.width > LEAST);
  const [widest] = giving.sort((one, other) => other.width - one.width);
  if (widest) {
    widest.width -= Math.min(excess, Math.max(1, Math.ceil((widest.width - LEAST) / 2)));
    return fit(all, width);
  }
  const leaving = all.filter((one) => one.column.leaves !== undefined);
  const [first] = leaving.sort((one, other) => rank(other) - rank(one));
  return first
    ? fit(
        all.filter((one) => one !== first),
        width,
      )
    : all;
}

function rank({ column: { leaves = 0 } }: Laid): number {
  return leaves;
}

function drawn(laid: readonly Laid[], cells: readonly Cell[]): string {
  return laid
    .map(({ at, width }, place) => {
      const { text = '', paint = (same: string) => same } = cells[at] ?? {};
      const shown = padded(text, width);
      return paint(place === laid.length - 1 ? shown.trimEnd() : shown);
    })
    .join(' '.repeat(GAP));
}
