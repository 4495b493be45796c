import type { CloseCode } from '@tracker/client/protocol';
import type { Entry } from './entry.js';

/** A connection as the outbox sees it, whatever is spoken on it. */
export interface Wire {
  /** Bytes handed over that the network has not taken yet. */
  readonly bufferedBytes: number;
  /** Hands an entry over; `taken` is called when the network has it, or never will. */
  write(entry: Entry, taken?: () => void): void;
  /** Holds back what is written until `uncork`, so that it leaves in one piece. */
  cork(): void;
  uncork(): void;
  /** Ends the connection in order, with a reason. */
  close(code: CloseCode, reason: string): void;
  /** Ends it at once. */
  terminate(): void;
}
