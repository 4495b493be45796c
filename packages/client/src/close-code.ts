/** Why the server closes a connection, as the number that the WebSocket carries. */
export const CloseCode = Object.freeze({
  NORMAL: 1000,
  UNSUPPORTED: 1003,
  TOO_LARGE: 1009,
  INTERNAL: 1011,
  RESTART: 1012,
  TOO_MANY: 1013,
  UNAUTHENTICATED: 4401,
  TOO_SLOW: 4408,
  CURSOR_EXPIRED: 4410,
  FLOODING: 4429,
});
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** What each close code means, and whether the client may come back and go on from its cursor. */
export const CLOSE_MEANING = Object.freeze({
  [CloseCode.NORMAL]: { comeBack: false, meaning: 'What was to be said is said.' },
  [CloseCode.UNSUPPORTED]: { comeBack: false, meaning: 'A binary frame; the protocol is text.' },
  [CloseCode.TOO_LARGE]: { comeBack: false, meaning: 'A frame larger than the limit.' },
  [CloseCode.INTERNAL]: { comeBack: true, meaning: 'Something went wrong on the server.' },
  [CloseCode.RESTART]: {
    comeBack: true,
    meaning: 'The server restarts or goes away; another one, or the same, will answer.',
  },
  [CloseCode.TOO_MANY]: {
    comeBack: true,
    meaning: 'Too many connections, of this user or in all.',
  },
  [CloseCode.UNAUTHENTICATED]: {
    comeBack: false,
    meaning:
      'No `authenticate` in time, or a token that is not accepted or has run out. Come back with a new token.',
  },
  [CloseCode.TOO_SLOW]: {
    comeBack: true,
    meaning: 'The client does not read what it is sent.',
  },
  [CloseCode.CURSOR_EXPIRED]: {
    comeBack: false,
    meaning:
      'What follows the cursor is no longer kept, or the cursor is not of this feed. Look at the executions over HTTP and come back without a cursor.',
  },
  [CloseCode.FLOODING]: {
    comeBack: true,
    meaning: 'The client goes on sending after it was told to slow down.',
  },
} as const satisfies Record<CloseCode, { comeBack: boolean; meaning: string }>);

const KNOWN: Readonly<Record<number, { comeBack: boolean; meaning: string }>> = CLOSE_MEANING;

/** Whether a connection that closed with this code may be taken up again; codes of the network's own may. */
export function mayComeBack(code: number): boolean {
  return KNOWN[code]?.comeBack ?? true;
}

/** What a close code says in words. */
export function meaningOf(code: number): string {
  return KNOWN[code]?.meaning ?? 'It gave no reason.';
}
