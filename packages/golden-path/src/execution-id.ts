import { createHash } from 'node:crypto';

/**
 * The execution that works on a user's message. A message that is sent again, after a broken connection,
 * means the same execution; one user's message never means another user's.
 */
export function executionIdFor(userId: string, messageId: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([userId, messageId]))
    .digest('base64url');
  return `run-${digest.slice(0, 24)}`;
}
