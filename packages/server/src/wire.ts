import type { CloseCode } from '@tracker/client/protocol';
import type { Batch } from './batch.js';

/** A connection as the outbox sees it, whatever is spoken on it. */
export interface Wire {
  /** Bytes handed over that the network has not taken yet. */
  readonly bufferedBytes: number;
  /** Hands entries over; `taken` is called when the network has them, or never will. */
  write(batch: Batch, taken?: () => void): void;
  /** Holds back what is written until `uncork`, so that it leaves in one piece. */
  cork(): void;
  uncork(): void;
  /** Ends the connection in order, with a reason. */
  close(code: CloseCode, reason: string): void;
  /** Ends it at once. */
  terminate(): void;
}
