import { ROLES } from '@tracker/client/protocol';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { z } from 'zod';
import type { TokenVerifier } from './identity.js';

const PATTERN = new RegExp(`^dev-(${ROLES.join('|')})-(.{1,200})$`);

/**
 * For development alone: believes whoever says who they are. `dev-user-ada` is the user ada, `dev-operator-bob` the
 * operator bob. Throws where `NODE_ENV` is `production`.
 */
export function developmentVerifier(): TokenVerifier {
  if (process.env['NODE_ENV'] === 'production') {
    throw new TrackerError({
      code: TrackerErrorCode.NOT_APPLICABLE,
      message: 'The development verifier believes everybody; in production use jwtVerifier.',
    });
  }
  return {
    async verify(token) {
      const [, role, userId] = PATTERN.exec(token) ?? [];
      return userId === undefined ? undefined : { userId, role: z.enum(ROLES).parse(role) };
    },
  };
}
