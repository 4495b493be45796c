import type { Role } from '@tracker/client/protocol';

/** Who asks, as their token says. */
export interface Identity {
  readonly userId: string;
  /** An operator sees and may steer everybody's executions. */
  readonly role: Role;
  /** When the token runs out, epoch milliseconds; undefined for one that does not. */
  readonly expiresAt?: number | undefined;
}

/** Says whose token this is. The one place where the server learns who somebody is. */
export interface TokenVerifier {
  /** Resolves with whom the token speaks for; undefined when it is not accepted. A rejection counts as our fault. */
  verify(token: string): Promise<Identity | undefined>;
}
