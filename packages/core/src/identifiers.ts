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

/** A new name for a tracker instance, the owner of its lease. */
export function newTrackerName(): string {
  return `tracker_${randomUUID()}`;
}
