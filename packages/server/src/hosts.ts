import { isIP } from 'node:net';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import type { HttpApp } from './http-app.js';

/**
 * Turns away whoever calls this server by a name that is not listed; addresses and localhost always are its own. A web
 * page can have its own name lead to this machine (DNS rebinding), and is then of the origin it talks to, so no look
 * at origins helps; but it can't change the name. Without a list every name will do.
 */
export function installHosts(app: HttpApp, hosts: readonly string[] | undefined): void {
  if (!hosts) return;
  app.addHook('onRequest', async ({ headers: { host } }) => {
    if (host === undefined || isOwn(nameOf(host), hosts)) return; // browsers always send one
    throw new TrackerError({
      code: TrackerErrorCode.FORBIDDEN,
      message: `This server may not be called ${JSON.stringify(host.slice(0, 300))}; it has to list the name.`,
    });
  });
}

function nameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function isOwn(name: string, hosts: readonly string[]): boolean {
  const address = name.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isIP(address) !== 0 || hosts.includes(name);
}
