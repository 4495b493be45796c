import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { APP_FOLDER } from './app-folder.cjs';
import { PAGE, readAssets, type Asset } from './assets.js';
import { SECURITY_HEADERS } from './security-headers.js';

export interface DashboardOptions {
  /** The folder of the built app. Default: the one in this package. */
  readonly folder?: string;
}

/**
 * A Fastify plugin that serves the dashboard below its prefix, from memory and with a strict content security policy:
 * `await server.app.register(dashboard, { prefix: '/dashboard' })`. The page asks the server of the same origin for
 * everything it shows, with the token that its user gives it; the plugin itself serves nothing that is secret.
 */
export const dashboard: FastifyPluginAsync<DashboardOptions> = async (app, options) => {
  const assets = readAssets(options.folder ?? APP_FOLDER);
  for (const [path, asset] of assets) {
    app.get(`/${path === PAGE ? '' : path}`, withSlash, async (request, reply) =>
      send(asset, request, reply),
    );
  }
  redirectToFolder(app);
};

/** These routes are no part of the API's description. */
const hidden = { schema: { hide: true } } as object;

/** Left alone, a plugin's root route answers with and without the slash. */
const withSlash = { ...hidden, prefixTrailingSlash: 'slash' } as const;

/** The page's links are relative, so its address must end with a slash. */
function redirectToFolder(app: FastifyInstance): void {
  const { prefix } = app;
  if (prefix === '' || prefix.endsWith('/')) return;
  app.get('', hidden, async (_, reply) => {
    const name = prefix.slice(prefix.lastIndexOf('/') + 1);
    return reply.headers(SECURITY_HEADERS).redirect(`${name}/`, 308);
  });
}

async function send(asset: Asset, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  void reply.headers({
    ...SECURITY_HEADERS,
    'content-type': asset.type,
    'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: asset.etag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
    return reply.send(asset.plain);
  }
  return reply.header('content-encoding', 'gzip').send(asset.gzipped);
}
