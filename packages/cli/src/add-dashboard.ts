import type { Logger } from '@tracker/core';
import { dashboard } from '@tracker/dashboard';
import type { TrackerServer } from '@tracker/server';
import { TrackerError, TrackerErrorCode } from '@tracker/state';

/** Whether the dashboard could be added below `/dashboard`: where its app is not built, all else is served. */
export async function addDashboard({ app }: TrackerServer, logger: Logger): Promise<boolean> {
  let added = true;
  await app.register(
    async (scope) => {
      try {
        await dashboard(scope as unknown as Parameters<typeof dashboard>[0], {});
      } catch (error) {
        if (!TrackerError.is(error, TrackerErrorCode.NOT_FOUND)) throw error;
        added = false;
        logger.warn({ err: error }, 'the dashboard is not built, so none is served');
      }
    },
    { prefix: '/dashboard' },
  );
  return added;
}
