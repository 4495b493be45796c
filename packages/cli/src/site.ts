import {
  AgentExecutionTracker,
  SILENT_LOGGER,
  type ExecutionStore,
  type Logger,
  type ScopedTracker,
} from '@tracker/core';
import { TrackerError, TrackerErrorCode } from '@tracker/state';
import { openStore } from '@tracker/stores';
import type { CommandIo } from './command-io.js';
import { ExitCode } from './exit-code.js';
import { Failure } from './failure.js';
import { assertThere, storeAddress } from './store-address.js';

/** Which store, and through whose eyes. */
export interface SiteAsked {
  readonly store?: string;
  readonly user?: string;
}

/** An open store with a tracker over it. */
export interface Site {
  readonly address: string;
  readonly store: ExecutionStore;
  readonly tracker: AgentExecutionTracker;
  /** Everybody's executions, or those of the one user that was named. */
  readonly scope: ScopedTracker;
}

/** Opens the store. A failure to do so is named as one. */
export async function open(
  address: string,
  logger: Logger = SILENT_LOGGER,
): Promise<ExecutionStore> {
  try {
    return await openStore(address, { logger });
  } catch (error) {
    const usage = TrackerError.is(error, TrackerErrorCode.INVALID_INPUT);
    const said = error instanceof Error ? error.message : String(error);
    throw new Failure(usage ? ExitCode.USAGE : ExitCode.STORE, said, { cause: error });
  }
}

/** Does something with a store that is there already, and closes all after it. */
export async function withSite<T>(
  asked: SiteAsked,
  { env }: Pick<CommandIo, 'env'>,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const address = storeAddress(asked, env);
  assertThere(address);
  const store = await open(address);
  try {
    const tracker = new AgentExecutionTracker({ store });
    try {
      const scope = asked.user === undefined ? tracker : tracker.forUser(asked.user);
      return await work({ address, store, tracker, scope });
    } finally {
      await tracker.close();
    }
  } finally {
    await store.close();
  }
}
