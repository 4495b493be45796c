/** Characters that take two cells: East Asian ones and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader sees as one character each. */
function graphemes(text: string): string[] {
  return Array.from(segments.segment(text), ({ segment }) => segment);
}

/** The cells of a terminal that `text` takes. */
export function cellWidth(text: string): number {
  return graphemes(text).reduce((width, one) => width + (WIDE.test(one) ? 2 : 1), 0);
}

/** `text` in at most `width` cells, its end given up if need be. */
export function fitted(text: string, width: number): string {
  if (cellWidth(text) <= width) return text;
  let shown = '';
  let used = 1; // the ellipsis
  for (const one of graphemes(text)) {
    used += WIDE.test(one) ? 2 : 1;
    if (used > width) break;
    shown += one;
  }
  return `${shown}…`;
}

/** `text` in exactly `width` cells. */
export function padded(text: string, width: number): string {
  const cut = fitted(text, width);
  return cut + ' '.repeat(Math.max(0, width - cellWidth(cut)));
}
