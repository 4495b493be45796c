import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { SOCKET_PATH } from './frame-type.js';

/** The schemes of a server's address; the first two become the last two. */
const SCHEMES: readonly string[] = ['https:', 'http:', 'wss:', 'ws:'];

/** Where the socket of a server is. Throws `invalid_input` for what is no address of one. */
export function socketUrl(server: string): string {
  if (!URL.canParse(server) || !SCHEMES.includes(new URL(server).protocol)) throw noServer(server);
  return `${server.replace(/^http/i, 'ws').replace(/\/$/, '')}${SOCKET_PATH}`;
}

function noServer(given: string): TrackerError {
  const schemes = SCHEMES.map((scheme) => `${scheme}//`).join(', ');
  const shown = JSON.stringify(given.replace(/\/\/.*@/, '//…@').slice(0, 200)); // no password
  return new TrackerError({
    code: TrackerErrorCode.INVALID_INPUT,
    message: `A server's address begins with one of ${schemes}; ${shown} is none.`,
  });
}
