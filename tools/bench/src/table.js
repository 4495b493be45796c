// @ts-check

/**
 * Lines with their columns aligned.
 * @param {readonly (readonly string[])[]} lines
 * @param {string} [between]
 */
export function aligned(lines, between = '  ') {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(between)
      .trimEnd(),
  );
}
