import { createHash, randomUUID } from 'node:crypto';

/** A new execution id: `exec_` and 122 random bits. A store refuses an id that exists, so none is overwritten. */
export function newExecutionId(): string {
  return `exec_${randomUUID()}`;
}

/** The id that stands for a user's key: nobody else's key leads to it, and nothing of the key can be read from it. */
export function keyedExecutionId(userId: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([userId, key]))
    .digest('base64url');
  return `exec_${digest}`;
}

/** What a tracker is called, and under which name it owns what it drives. */
export interface Identity {
  readonly name: string;
  readonly owner: string;
}

/**
 * Who a tracker is in this life. One that starts again under a given name is another owner: what the one before it has
 * left must not live by its lease.
 */
export function newIdentity(given: string | undefined, random: () => number): Identity {
  if (given !== undefined) {
    return { name: given, owner: `${given}/${Math.floor(random() * 2 ** 48).toString(36)}` };
  }
  const name = `tracker_${randomUUID()}`;
  return { name, owner: name };
}
