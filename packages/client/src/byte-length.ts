const encoder = new TextEncoder();

/** How many bytes a text takes on the wire. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** How many bytes of memory a text takes at most; what is read from it is counted as much. */
export function heldBytes(text: string): number {
  return 2 * text.length;
}
