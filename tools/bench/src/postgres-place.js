// @ts-check
import { TestServer } from '@tracker/postgres-server';

/**
 * One server for all, each in a schema or a database of its own.
 * @template Result
 * @param {(url: (database?: string) => string) => Promise<Result>} work
 */
export async function withServer(work) {
  const server = await TestServer.start();
  try {
    return await work((database) => server.url(database));
  } finally {
    await server.stop();
  }
}
