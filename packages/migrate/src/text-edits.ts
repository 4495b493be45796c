/** A piece of text to put in the place of another. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** An insertion that closes what an earlier one has opened; several at one place close the innermost first. */
  readonly closes?: true;
}

/** An insertion. */
export const insert = (at: number, text: string): TextEdit => ({ from: at, to: at, text });

/** An insertion that closes what an earlier one has opened. */
export const close = (at: number, text: string): TextEdit => ({
  ...insert(at, text),
  closes: true,
});

interface Ordered {
  readonly edit: TextEdit;
  readonly index: number;
}

function inOrder(a: Ordered, b: Ordered): number {
  const apart = a.edit.from - b.edit.from;
  if (apart !== 0) return apart;
  const closing = Number(b.edit.closes ?? false) - Number(a.edit.closes ?? false);
  if (closing !== 0) return closing;
  if (a.edit.closes) return b.index - a.index;
  return a.edit.to - b.edit.to || a.index - b.index;
}

/** `text` with the edits done. Throws when two of them touch the same character. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index })).sort(inOrder);
  const parts: string[] = [];
  let at = 0;
  for (const { edit } of sorted) {
    if (edit.from < at) throw new RangeError(`Two edits overlap at ${edit.from}.`);
    parts.push(text.slice(at, edit.from), edit.text);
    at = edit.to;
  }
  return [...parts, text.slice(at)].join('');
}
