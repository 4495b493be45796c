/** The bytes of one text, as a WebSocket sends them from a server. */
export interface TextFrame {
  /** Head and payload. */
  readonly frame: Buffer;
  /** The payload alone; a part of the same memory. */
  readonly payload: Buffer;
}

/** A whole, final text frame; a server masks nothing, so it is the same for everybody (RFC 6455, 5.2). */
const FINAL_TEXT = 0x81;

/** Makes the frame of a text once, for any number of connections. */
export function textFrame(text: string): TextFrame {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_TEXT;
  if (head === 2) frame[1] = length;
  else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, head);
  return { frame, payload: frame.subarray(head) };
}
