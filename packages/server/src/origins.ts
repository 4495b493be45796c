import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { HttpApp } from './http-app.js';

/** What web pages of other origins may send and read. */
const CORS = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, last-event-id',
  'access-control-max-age': '600',
};

/**
 * Turns web pages away that are not listed, before anything else is looked at; also from WebSockets, which browsers
 * open to any server. What sends no origin is no web page.
 */
export function installOrigins(app: HttpApp, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ headers: { origin, host }, method }, reply) => {
    if (origin === undefined) return;
    const own = origins.includes('self') && hostOf(origin) === host;
    if (!own && !origins.includes(origin)) {
      throw new TrackerError({
        code: TrackerErrorCode.FORBIDDEN,
        message: 'Web pages of this origin may not connect; the server has to list it.',
      });
    }
    void reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    if (method === 'OPTIONS') return reply.headers(CORS).code(204).send();
  });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
